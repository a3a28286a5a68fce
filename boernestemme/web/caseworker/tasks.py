"""What a child's answer asks its case worker to do at once: a bisidder, an interpreter."""

from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.submission import Wish
from boernestemme.services.framing import ReadMeeting
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

BISIDDER, INTERPRETER = ("want_bisidder", "yes"), ("needs", "tolk")
# Børns Vilkår's own number for it, and the children's help line, which passes on to it.
TASKS = {
    BISIDDER: (
        N_("Barnet vil have en bisidder. Gør det i dag."),
        N_(
            "Aftal med barnet alene, hvem der ringer: barnet selv, eller I ringer sammen. "
            "Børns Vilkårs bisiddere: 35 55 55 59 eller 116 111. Det er gratis, og forældrene "
            "behøver ikke sige ja."
        ),
    ),
    INTERPRETER: (
        N_("Barnet vil have en tolk. Bestil den i dag."),
        N_("Spørg barnet alene, om det skal være en anden tolk end sidst."),
    ),
}


@dataclass(frozen=True)
class TaskView:
    """One task: what to do, how, and the wish whose answer ends it."""

    asks: str
    how: str
    key: str


def tasks_of(meeting: ReadMeeting, now: datetime) -> tuple[TaskView, ...]:
    """The tasks that wait: one for each kind, until its wish has an answer or the meeting is over.

    ``now`` is aware.
    """
    if meeting.ends_at <= now:
        return ()
    waiting: dict[tuple[str, str], Wish] = {}
    for wish in meeting.wishes:
        kind = (wish.question, wish.code)
        if kind in TASKS and wish.key not in meeting.framing.replies:
            waiting.setdefault(kind, wish)
    return tuple(
        TaskView(_(asks), _(how), waiting[kind].key)
        for kind, (asks, how) in TASKS.items()
        if kind in waiting
    )
