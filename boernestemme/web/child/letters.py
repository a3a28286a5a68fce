"""The reply as the child reads it: what each wish was about, and what came of it.

What the child asked for about persons and private matters is named in general words only, for
others may look on.
"""

from collections.abc import Mapping

from boernestemme.domain.framing import Outcome, Reason
from boernestemme.domain.letter import LetterLine
from boernestemme.web.child.wording import Wording
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

ABOUT = {
    "topics": N_("Du ville tale om: %(what)s"),
    "place": N_("Du ville mødes: %(what)s"),
    "needs": N_("Det kan hjælpe dig: %(what)s"),
}
IN_GENERAL = {
    "topics_text": N_("Du skrev om, hvad I skal tale om."),
    "place_text": N_("Du skrev om et sted."),
    "not_place": N_("Du skrev om et sted."),
    "needs_text": N_("Du skrev om, hvad der hjælper dig."),
}
ABOUT_PERSONS = N_("Du svarede på, hvem der skal med.")
SOME_OF_IT = N_("Noget af det kan vi. Vi taler om det hele, når vi ses.")
PRIVATE = N_("Du svarede på noget privat.")
OUTCOMES = {
    Outcome.MET: N_("Ja, det gør vi."),
    Outcome.PARTLY_MET: N_("Noget af det kan vi."),
    Outcome.NOT_MET: N_("Nej, det kan vi ikke."),
}
REASONS = {
    Reason.LAW: N_("Loven siger noget andet. Vi taler om det."),
    Reason.TOO_MANY: N_("Vi er for mange til det."),
    Reason.NO_TIME: N_("Vi når det ikke den dag. Vi finder en anden."),
    Reason.NOT_THAT_DAY: N_("Det kan ikke lade sig gøre den dag."),
    Reason.ANOTHER_TIME: N_("Vi gør det en anden gang."),
    Reason.WE_TALK: N_("Vi taler om det, når vi ses."),
    Reason.I_CALL: N_("Jeg ringer til dig om det."),
}


def shown_lines(
    letter: tuple[LetterLine, ...], wording: Wording, names: Mapping[str, str]
) -> list[tuple[str, str]]:
    """Each reply as (what it was about, what came of it).

    Wishes that are named in the same general words are answered together: apart, the child could
    not tell which answer is for which.
    """
    together: dict[str, list[str]] = {}
    for line in letter:
        together.setdefault(_about(line, wording, names), []).append(_answer(line))
    return [(about, _as_one(answers)) for about, answers in together.items()]


def _as_one(answers: list[str]) -> str:
    return answers[0] if len(set(answers)) == 1 else _(SOME_OF_IT)


def _about(line: LetterLine, wording: Wording, names: Mapping[str, str]) -> str:
    if line.question.startswith("person") or line.question in {"alone_first", "want_bisidder"}:
        return _(ABOUT_PERSONS)
    if line.is_guarded:
        return _(PRIVATE)
    if line.code:
        label = _(wording.labels[line.question][line.code], **names)
        return _(ABOUT[line.question], what=label)
    return _(IN_GENERAL[line.question])


def _answer(line: LetterLine) -> str:
    parts = [_(OUTCOMES[line.outcome])]
    if line.reason in REASONS:
        parts.append(_(REASONS[line.reason]))
    if line.own_words.strip():
        parts.append(line.own_words.strip())
    return " ".join(parts)
