"""Which rows a database role reaches: of its own people, and of the municipality it works for."""

from collections.abc import Mapping

from boernestemme.domain.roles import BOARD_CODE, Role
from boernestemme.storage.grants import Group, Verb

# What a transaction says of itself (``own_rows``): a municipality's code, or one of these. Who says
# nothing works for nobody.
TOLD = "boernestemme.municipality"
EVERYBODY, NOBODY = "*", ""
_TOLD = f"COALESCE(current_setting('{TOLD}', true), '{NOBODY}')"
_OWN = f"{_TOLD} IN ('{EVERYBODY}', {{}})"
OWN = _OWN.format("municipality")
# Before anybody is signed in, accounts are looked for by e-mail, and lines are added.
_OWN_OR_UNKNOWN = f"{_TOLD} IN ('{EVERYBODY}', '{NOBODY}', municipality)"
# Neither may make itself a session, an account or a line of the other's, so in these tables each
# verb reaches only the rows for which this is true; a verb that stands beside ``ALL`` has both. A
# role without a line has no row, a login in two has both's.
ALL = "ALL"
EVERY_ROW = "true"
_OF_BOARD = f"role = '{Role.BOARD}'"
_OF_STAFF = f"role <> '{Role.BOARD}' AND {_OWN_OR_UNKNOWN}"
_SESSION = "EXISTS (SELECT FROM public.accounts WHERE accounts.id = account_id AND {})"
_STEP = f"(account_id IS NULL OR {_SESSION})"
_BOARD_LINE = f"municipality = '{BOARD_CODE}'"
_STAFF_LINE = f"municipality <> '{BOARD_CODE}' AND {_OWN_OR_UNKNOWN}"

Rules = Mapping[str, Mapping[Group, Mapping[str, str]]]
OF_PEOPLE: Rules = {
    # ``accesslog verify`` walks the board's chain too, and only reads it.
    "access_log": {
        Group.STAFF: {ALL: _STAFF_LINE, Verb.SELECT: _OWN_OR_UNKNOWN},
        Group.BOARD: {ALL: _BOARD_LINE},
    },
    "access_log_heads": {
        Group.STAFF: {ALL: _STAFF_LINE, Verb.SELECT: _OWN_OR_UNKNOWN},
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

_OWN_ROW = {Group.STAFF: {ALL: OWN}}
_THROUGH = {
    "meetings": "EXISTS (SELECT FROM public.meetings WHERE meetings.id = meeting_id)",
    "invitations": "EXISTS (SELECT FROM public.invitations WHERE invitations.id = invitation_id)",
    "accounts": "EXISTS (SELECT FROM public.accounts WHERE accounts.id = account_id)",
}
_CHILDS = {Group.CHILD: {ALL: EVERY_ROW}}
_COUNTED = {Group.STATISTICS: {ALL: EVERY_ROW}}
# The staff's role reaches the rows of the municipality its transaction works for. A child's link is
# its right, whichever municipality made it, and who counts, counts them all.
OF_MUNICIPALITIES: Rules = {
    **dict.fromkeys(
        (
            "advice_courses", "case_numbers", "counted_months", "log_reviews", "log_samples",
            "messages", "month_counts", "municipality_keys", "statement_counts", "teams",
        ),
        _OWN_ROW,
    ),
    **dict.fromkeys(("events", "invitations", "needs_cards", "submissions"), _OWN_ROW | _CHILDS),
    **dict.fromkeys(("coverage_counts", "meetings", "reported_meetings"), _OWN_ROW | _COUNTED),
    "mixer_box": _OWN_ROW | _CHILDS | _COUNTED,
    # What every child's page tells of its municipality is no secret.
    "local_settings": {Group.STAFF: {ALL: OWN, Verb.SELECT: EVERY_ROW}} | _CHILDS,
    "municipalities": {
        Group.STAFF: {ALL: _OWN.format("code"), Verb.SELECT: EVERY_ROW}
    },
    **dict.fromkeys(("framings", "reflections"), {Group.STAFF: {ALL: _THROUGH["meetings"]}}),
    **dict.fromkeys(
        ("child_sessions", "drafts"), {Group.STAFF: {ALL: _THROUGH["invitations"]}} | _CHILDS
    ),
    **dict.fromkeys(("outbox", "sign_ups"), {Group.STAFF: {ALL: _THROUGH["accounts"]}}),
    "statement_asked": {Group.STAFF: {ALL: f"{_TOLD} <> '{NOBODY}' AND {_THROUGH['accounts']}"}},
}  # fmt: skip
ROWS: Rules = {**OF_PEOPLE, **OF_MUNICIPALITIES}
