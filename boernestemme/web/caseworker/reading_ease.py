"""How easy a child will find what an adult writes to it: said in words, with what to change.

Advice, and never a stop. The page asks for it as one writes; without script it stands there once
the text is saved or previewed. Both are counted here, so that they never differ.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Response, jsonify, request

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.plain_words import Advice, Ease, Hint, HintKind, advise
from boernestemme.domain.roles import Permission
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.forms import member
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

VERDICTS = {
    Ease.EASY: N_("Let at læse"),
    Ease.SOME: N_("Lidt svært at læse"),
    Ease.HARD: N_("Svært at læse for et barn"),
}
HINTS = {
    HintKind.PLAINER: N_("»%(what)s«: sig hellere »%(instead)s«."),
    HintKind.LONG_SENTENCE: N_("Lang sætning, %(count)s ord: »%(what)s«"),
    HintKind.LONG_WORD: N_("Langt ord: »%(what)s«"),
}
MOST_SHOWN = 3
QUOTED = re.compile("»[^«]*«")  # the child's own words are nothing to mend
BEGINNING = 40


@dataclass(frozen=True)
class Meter:
    """The verdict in words, the LIX where it tells anything, and the first things to change."""

    ease: Ease
    verdict: str
    lix: str
    hints: tuple[str, ...]

    @property
    def is_easy(self) -> bool:
        """True where there is nothing to say."""
        return self.ease is Ease.EASY


def meter_of(text: str, age_group: AgeGroup) -> Meter:
    """What is said of a text that a child of this age group is to read."""
    return _in_words(advise(QUOTED.sub("", text), age_group))


@blueprint.post("/laesbarhed")
@opens(Permission.READ_MEETING)
def reading_ease() -> Response:
    """The meter of a text as it is being written. Nothing of it is kept."""
    age_group = AgeGroup(member(AgeGroup, request.form.get("age")) or AgeGroup.OLDER)
    meter = meter_of(request.form.get("text", ""), age_group)
    return jsonify(ease=meter.ease, verdict=meter.verdict, lix=meter.lix, hints=meter.hints)


def _in_words(advice: Advice) -> Meter:
    lix = "" if advice.lix is None else _("LIX %(lix)s", lix=advice.lix)
    hints = tuple(_hints(advice))[:MOST_SHOWN]
    return Meter(advice.ease, _(VERDICTS[advice.ease]), lix, hints)


def _hints(advice: Advice) -> Iterator[str]:
    for hint in advice.hints:
        yield _(HINTS[hint.kind], what=_begun(hint), instead=hint.instead, count=hint.count)
    if not advice.hints and advice.ease is Ease.HARD:
        yield _("Prøv kortere sætninger og kortere ord.")


def _begun(hint: Hint) -> str:
    """A word as it is; of a sentence so much that one finds it."""
    if len(hint.what) <= BEGINNING or hint.kind is not HintKind.LONG_SENTENCE:
        return hint.what
    return hint.what[:BEGINNING].rsplit(" ", 1)[0] + " …"
