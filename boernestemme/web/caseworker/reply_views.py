"""The wishes and their answers as they stand on the page: chips, own words and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from boernestemme.domain.framing import Reason, WishReply
from boernestemme.domain.submission import Wish
from boernestemme.web.caseworker.wishes import Labels
from boernestemme.web.caseworker.wording_replies import OUTCOMES, OWN_WORDS, REPLY_REFUSED
from boernestemme.web.locale import gettext as _
from boernestemme.web.reply_words import REASONS


@dataclass(frozen=True)
class WishView:
    """One wish and its answer so far."""

    key: str
    label: str
    quote: str
    is_guarded: bool
    outcome: str
    reason: str
    own_words: str
    error: str


@dataclass(frozen=True)
class ReasonChip:
    """A ready reason: why, and what can be done instead, as the child reads them."""

    value: str
    why: str
    instead: str

    @property
    def label(self) -> str:
        """Both in one line."""
        return " ".join(text for text in (self.why, self.instead) if text)


@dataclass(frozen=True)
class Attempt:
    """What was given and is not saved: the version it was based on, and what was wrong.

    ``loose`` holds words written to wishes whose outcome was not chosen. Without a ``problem`` it
    was only to be previewed.
    """

    replies: Mapping[str, WishReply]
    loose: Mapping[str, str]
    version: int
    rules: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


def wish_view(wish: Wish, given: Attempt, labels: Labels) -> WishView:
    """One wish as its reader sees it, with the answer it has or was to have."""
    reply, rule = given.replies.get(wish.key), given.rules.get(wish.key)
    return WishView(
        wish.key,
        labels.wish(wish),
        wish.text,
        wish.is_guarded,
        reply.outcome if reply else "",
        (reply.reason or "") if reply else "",
        reply.own_words if reply else given.loose.get(wish.key, ""),
        _(REPLY_REFUSED[rule]) if rule else "",
    )


def outcome_chips() -> tuple[tuple[str, str], ...]:
    """The answers one tap away."""
    return tuple((value, _(label)) for value, label in OUTCOMES.items())


def reason_chips() -> tuple[ReasonChip, ...]:
    """The ready reasons, and last the case worker's own words."""
    ready = (ReasonChip(code, _(why), _(instead)) for code, (why, instead) in REASONS.items())
    return (*ready, ReasonChip(Reason.OWN, _(OWN_WORDS), ""))
