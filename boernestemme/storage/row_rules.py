"""Which rows a database role reaches where the staff's and the board's lie in one table."""

from collections.abc import Mapping

from boernestemme.domain.roles import BOARD_CODE, Role
from boernestemme.storage.grants import Group, Verb

# Neither may make itself a session, an account or a line of the other's, so in these tables each
# verb reaches only the rows for which this is true; a verb that stands beside ``ALL`` has both. A
# role without a line has no row, a login in two has both's.
ALL = "ALL"
EVERY_ROW = "true"
_OF_BOARD = f"role = '{Role.BOARD}'"
_OF_STAFF = f"role <> '{Role.BOARD}'"
_SESSION = "EXISTS (SELECT FROM public.accounts WHERE accounts.id = account_id AND {})"
_STEP = f"(account_id IS NULL OR {_SESSION})"
_BOARD_LINE = f"municipality = '{BOARD_CODE}'"
_STAFF_LINE = f"municipality <> '{BOARD_CODE}'"

ROWS: Mapping[str, Mapping[Group, Mapping[str, str]]] = {
    # ``accesslog verify`` walks the board's chain too, and only reads it.
    "access_log": {
        Group.STAFF: {ALL: _STAFF_LINE, Verb.SELECT: EVERY_ROW},
        Group.BOARD: {ALL: _BOARD_LINE},
    },
    "access_log_heads": {
        Group.STAFF: {ALL: _STAFF_LINE, Verb.SELECT: EVERY_ROW},
        Group.BOARD: {ALL: _BOARD_LINE},
    },
    "accounts": {Group.STAFF: {ALL: _OF_STAFF}, Group.BOARD: {ALL: _OF_BOARD}},
    **dict.fromkeys(
        ("foreign_identities", "foreign_sessions", "recovery_codes", "second_factors"),
        {
            Group.STAFF: {ALL: _SESSION.format(_OF_STAFF)},
            Group.BOARD: {ALL: _SESSION.format(_OF_BOARD)},
        },
    ),
    # Housekeeping, in staff and statistics, also ends the board's old sessions and half-done
    # sign-ins and makes none; statistics alone has no verb here.
    "sign_in_steps": {
        Group.STAFF: {ALL: f"{_STAFF_LINE} AND {_STEP.format(_OF_STAFF)}"},
        Group.BOARD: {ALL: f"{_BOARD_LINE} AND {_STEP.format(_OF_BOARD)}"},
        Group.STATISTICS: {Verb.SELECT: EVERY_ROW, Verb.DELETE: EVERY_ROW},
    },
    "staff_sessions": {
        Group.STAFF: {ALL: _SESSION.format(_OF_STAFF)},
        Group.BOARD: {ALL: _SESSION.format(_OF_BOARD)},
        Group.STATISTICS: {Verb.SELECT: EVERY_ROW, Verb.DELETE: EVERY_ROW},
    },
}
