"""Who may change a municipality's own affairs, and the one way it is done: asked, then noted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.errors import NotFound, NotPermitted
from boernestemme.domain.roles import BOARD_CODE, Permission
from boernestemme.services.access import Setting
from boernestemme.storage import access_log, municipalities
from boernestemme.storage.db import transaction


@dataclass(frozen=True)
class Office:
    """Whoever changes what is one municipality's: its administrator, or the operator.

    ``actor`` stands in the access log: an account's id, or that it was done by command.
    """

    municipality: str
    actor: str
    now: datetime

    @property
    def is_operators(self) -> bool:
        """True for a command: whoever gives it could reach the database anyway."""
        return self.actor == access_log.BY_OPERATOR


def office_of(setting: Setting) -> Office:
    """An administrator's office: its own municipality and no other. Raises NotPermitted."""
    if not setting.person.may(Permission.ADMINISTER):
        raise NotPermitted(Permission.ADMINISTER)
    return Office(setting.person.municipality, setting.person.id, setting.now)


def operators_office(code: str, now: datetime) -> Office:
    """The operator at work on one municipality. Raises NotFound where there is none."""
    if code == BOARD_CODE or municipalities.find(code) is None:
        raise NotFound(f"there is no municipality {code}")
    return Office(code, access_log.BY_OPERATOR, now)


@contextmanager
def changing(office: Office, action: str, subject: str) -> Iterator[None]:
    """One transaction, and one line of the municipality's log: no line, no change.

    The line lets one at a time write in a municipality, so what is checked inside still holds
    when it is changed. ``subject`` is an id or a code, never a name.
    """
    with transaction() as session:
        note(office, action, subject)
        session.expire_all()
        yield


def note(office: Office, action: str, subject: str) -> None:
    """Write one line of the log, in the open transaction."""
    access_log.append(office.municipality, office.actor, action, subject, office.now)
