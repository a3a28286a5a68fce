"""One browser's session as it stands at a request: its link, its draft, and what it may show."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from boernestemme.domain.asking import Asking
from boernestemme.domain.draft import Draft
from boernestemme.domain.instruments.helping import helper_in
from boernestemme.domain.invitation import Invitation, Standing
from boernestemme.domain.local_settings import LocalSettings
from boernestemme.domain.manner import USUAL, Manner
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.storage import claims, drafts
from boernestemme.storage.browser_secret import BrowserSecret

NOTHING_SHOWN = "~"


def whose_questions(link: Invitation, standing: Standing, manner: Manner) -> AgeGroup:
    """Whose questions are asked: the link's age group, unless the child chose the other.

    After the meeting the older may choose the easier questions, whose answers are all among
    their own; the younger have no choice then, for an answer of the older would stand out.
    """
    if standing is Standing.AFTER and link.age_group is AgeGroup.YOUNGER:
        return link.age_group
    return manner.age_group or link.age_group


@dataclass(frozen=True)
class Visit:
    """One browser's session: its link, its unsent answers, and whether they may be shown.

    ``sent`` holds the phases whose answer came from this very browser. ``was_away`` is true where
    everything is masked because nobody may have been here; ``stored`` is the draft without that,
    and ``sealed_draft`` how it lies there. ``local`` is what its municipality has set itself.
    """

    browser: BrowserSecret
    invitation: Invitation
    knows_words: bool
    draft: Draft
    standing: Standing
    sent: frozenset[Phase]
    sealed_link: bytes
    manner: Manner = USUAL
    was_away: bool = False
    stored: Draft = field(default_factory=Draft)
    sealed_draft: bytes | None = None
    local: LocalSettings = LocalSettings()

    @property
    def draft_token(self) -> str:
        """What a page knows its draft by: which one it is, and that nothing of it was shown."""
        return drafts.token_of(self.sealed_draft) + (NOTHING_SHOWN if self.was_away else "")

    def has_stored(self, token: str) -> bool:
        """True when the draft that a page knows by this token is the one that stands."""
        return token == self.token_instead_of(token)

    def token_instead_of(self, token: str) -> str:
        """What the page with this token is to know the draft by that stands now."""
        shown_nothing = token.endswith(NOTHING_SHOWN)
        return drafts.token_of(self.sealed_draft) + (NOTHING_SHOWN if shown_nothing else "")

    def as_seen(self, token: str, codes: Sequence[str]) -> "Visit":
        """The visit as the page with this token shows it: what it asks was not masked by a pause.

        The page lay behind something else, say, and is in front again: a field that is empty now
        was emptied by the child.
        """
        if not self.was_away or token != drafts.token_of(self.sealed_draft):
            return self
        return replace(self, draft=self.draft.hidden_as(self.stored, codes))

    @property
    def age_group(self) -> AgeGroup:
        """Whose questions are asked."""
        return whose_questions(self.invitation, self.standing, self.manner)

    @cached_property  # every page asks for it several times
    def asking(self) -> Asking:
        """The questions before the meeting, as far as this child is asked them."""
        return Asking(self.age_group, self.invitation.settled, helper_in(self.draft.answers))

    @property
    def has_spoken(self) -> bool:
        """True where this child has answered, by this link or by another of its own."""
        return claims.was_chain_answered(self.invitation.chain_id)
