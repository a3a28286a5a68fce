"""The replies as the page's form sends them: an answer, a reason and own words for each wish."""

from collections.abc import Iterable, Mapping

from werkzeug.datastructures import MultiDict

from boernestemme.domain.framing import Outcome, Reason, WishReply, holds_cpr_like
from boernestemme.web.caseworker.forms import member

Replies = dict[str, WishReply]


def given_replies(keys: Iterable[str], form: MultiDict[str, str]) -> tuple[Replies, dict[str, str]]:
    """The replies in the form, and words written to a wish whose outcome was not chosen.

    A reason that was chosen without an answer is a *no*: only a no must have one, and its chips
    stand under *Nej, fordi*.
    """
    replies: Replies = {}
    loose: dict[str, str] = {}
    for key in keys:
        reason, words = member(Reason, form.get(f"reason-{key}")), form.get(f"own-{key}", "")
        implied = None if reason is None else Outcome.NOT_MET
        outcome = member(Outcome, form.get(f"outcome-{key}")) or implied
        if outcome is not None:
            replies[key] = WishReply(
                Outcome(outcome), _given_reason(reason, Outcome(outcome), words), words
            )
        elif words.strip():
            loose[key] = words
    return replies, loose


def loose_rules(loose: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with words to a wish that has no outcome: a CPR number comes first."""
    return {key: "cpr" if holds_cpr_like(text) else "no_outcome" for key, text in loose.items()}


def _given_reason(reason: str | None, outcome: Outcome, words: str) -> Reason | None:
    """The reason that counts: none beside a yes, and own words where they are all there is."""
    if reason is not None and (outcome is not Outcome.MET or reason == Reason.OWN):
        return Reason(reason)
    return Reason.OWN if words.strip() else None
