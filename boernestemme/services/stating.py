"""What staff state of their own practice: asked once on each occasion, counted and not kept.

No line in the access log: its moment would lie beside the answer.
"""

from boernestemme.domain.errors import NotFound, NotPermitted, Refused
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Permission
from boernestemme.domain.statements import STEPS, Occasion, open_on
from boernestemme.services.access import Setting
from boernestemme.storage import advice_courses, statements
from boernestemme.storage.db import transaction


class StatementRefused(Refused):
    """No step was chosen, or one that is none."""


def asked(setting: Setting) -> Occasion | None:
    """What this person is asked today, or None. Raises NotPermitted."""
    if not setting.person.may(Permission.READ_MEETING):
        raise NotPermitted("statement")
    today = danish_day(setting.now)
    occasion = open_on(advice_courses.of_municipality(setting.person.municipality), today)
    if occasion is None or statements.is_ticked(setting.person.id, occasion.key):
        return None
    return occasion


def state(setting: Setting, step: int) -> None:
    """Choose a step, from 1 to 5. Raises NotPermitted, NotFound where nothing is asked any more,
    and StatementRefused."""
    if step not in STEPS:
        raise StatementRefused(step)
    _answer(setting, step)


def decline(setting: Setting) -> None:
    """Rather not: nobody asks again this time, and who declined looks like who answered.

    Raises NotPermitted, and NotFound where nothing is asked any more.
    """
    _answer(setting, None)


def _answer(setting: Setting, step: int | None) -> None:
    occasion = asked(setting)
    if occasion is None:
        raise NotFound("statement")
    with transaction():
        if statements.tick(setting.person.id, occasion.key) and step is not None:
            statements.count(setting.person.municipality, occasion.key, step)
