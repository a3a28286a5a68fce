"""The wishes and their answers as they stand on the page: chips, own words and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from boernestemme.domain.framing import Reason, WishReply
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.submission import Wish
from boernestemme.web.caseworker.reading_ease import Meter, meter_of
from boernestemme.web.caseworker.wishes import Labels
from boernestemme.web.caseworker.wording_replies import OUTCOMES, OWN_WORDS, REPLY_REFUSED
from boernestemme.web.locale import gettext as _
from boernestemme.web.reply_words import REASONS


@dataclass(frozen=True)
class WishView:
    """One wish and its answer so far; ``meter`` is of the own words, for a child of ``age``."""

    key: str
    label: str
    quote: str
    is_guarded: bool
    outcome: str
    reason: str
    own_words: str
    error: str
    meanwhile: str
    age: AgeGroup
    meter: Meter


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
    was only to be previewed. ``is_stale`` where another save came between.
    """

    replies: Mapping[str, WishReply]
    loose: Mapping[str, str]
    version: int
    rules: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    is_stale: bool = False


def wish_view(
    wish: Wish, given: Attempt, saved: Mapping[str, WishReply], labels: Labels
) -> WishView:
    """One wish as its reader sees it, with the answer it was to have, or has."""
    reply, rule = given.replies.get(wish.key, saved.get(wish.key)), given.rules.get(wish.key)
    words = reply.own_words if reply else ""
    return WishView(
        wish.key,
        labels.wish(wish),
        wish.text,
        wish.is_guarded,
        reply.outcome if reply else "",
        (reply.reason or "") if reply else "",
        given.loose.get(wish.key, words),
        _(REPLY_REFUSED[rule]) if rule else "",
        _meanwhile(given, wish.key, saved.get(wish.key)),
        labels.age_group,
        meter_of(given.loose.get(wish.key, words), labels.age_group),
    )


def _meanwhile(given: Attempt, key: str, saved: WishReply | None) -> str:
    """What another window saved to a wish that was answered otherwise here."""
    is_mine = key in given.replies or key in given.loose
    if not given.is_stale or saved is None or not is_mine or given.replies.get(key) == saved:
        return ""
    reasons = REASONS.get(saved.reason, ()) if saved.reason else ()
    said = (_(OUTCOMES[saved.outcome]), *(_(one) for one in reasons), saved.own_words.strip())
    return " · ".join(text for text in said if text)


def outcome_chips() -> tuple[tuple[str, str], ...]:
    """The answers one tap away."""
    return tuple((value, _(label)) for value, label in OUTCOMES.items())


def reason_chips() -> tuple[ReasonChip, ...]:
    """The ready reasons, and last the case worker's own words."""
    ready = (ReasonChip(code, _(why), _(instead)) for code, (why, instead) in REASONS.items())
    return (*ready, ReasonChip(Reason.OWN, _(OWN_WORDS), ""))
