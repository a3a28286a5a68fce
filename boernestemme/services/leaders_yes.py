"""Which accounts wait for a leader's yes: what an administrator alone has made or changed.

An administrator who could also sign in with an account, or give it meetings, could read answers.
"""

from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Role
from boernestemme.services.offices import Office
from boernestemme.storage import accounts, staff_sessions


def ask_anew(office: Office, account_id: str, role: Role) -> None:
    """Let an account of this role wait, signed out, for a leader's yes; in the open transaction.

    An administrator's own kind opens no answer and needs none. Whoever gives commands could reach
    the database anyway; what was said of an account before stands.
    """
    if role is Role.ADMINISTRATOR:
        accounts.confirm(account_id, danish_day(office.now))
    elif not office.is_operators:
        accounts.confirm(account_id, None)
        staff_sessions.end_all_of(account_id)
