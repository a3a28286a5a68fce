"""The written grant table: which database role may do what with which table on PostgreSQL.

What is not written here nobody may do but the owner. ``setup --roles`` makes the database so, and
a test tries every verb on every table and column under every role. A process connects as a login
that is a member of

* ``child``, and of nothing else: the child's door;
* ``staff``: the case workers' and leaders' door, and the commands that add people and links;
* ``board``: the board's door with the public figures, and the commands that approve and show;
* ``staff`` and ``board``: adding and disabling the board's people;
* ``statistics``: the freeze;
* ``staff`` and ``statistics``: housekeeping, which erases and mixes.

``setup`` runs as the owner, whom the tables belong to. No process serves as the owner.
"""

from collections.abc import Mapping
from enum import StrEnum

from boernestemme.domain.roles import BOARD_CODE, Role


class Group(StrEnum):
    """A role that has rights and no login; logins are members of it."""

    CHILD = "child"
    STAFF = "staff"
    BOARD = "board"
    STATISTICS = "statistics"


class Verb(StrEnum):
    """What can be done with a table's rows."""

    SELECT = "SELECT"
    INSERT = "INSERT"
    UPDATE = "UPDATE"
    DELETE = "DELETE"


# Which columns a verb is for: those that are named, or all of them where none is.
Columns = tuple[str, ...]
Rights = Mapping[Verb, Columns]


def read(*columns: str) -> Rights:
    """The right to read these columns, or all."""
    return {Verb.SELECT: columns}


def change(*columns: str) -> Rights:
    """The right to change these columns, or all."""
    return {Verb.UPDATE: columns}


ADD: Rights = {Verb.INSERT: ()}
REMOVE: Rights = {Verb.DELETE: ()}
ANYTHING: Rights = {**read(), **ADD, **change(), **REMOVE}

# Readiness asks whether the database has today's schema.
SCHEMA_VERSION: Mapping[str, Rights] = {"alembic_version": read("version_num")}

CHILD: Mapping[str, Rights] = {
    **SCHEMA_VERSION,
    "child_sessions": ANYTHING,
    "drafts": ANYTHING,
    "events": ADD,
    "invitations": {
        **read(
            "id", "meeting_id", "chain_id", "lookup_hash", "municipality", "age_group", "phone",
            "colour", "thing", "starts_at", "ends_at", "expires_at", "contact_name",
            "call_number", "key_id", "public_key", "statistics_key", "letter", "letter_on",
            "revoked_on", "replaced_on", "cancelled_on", "moved_on", "answered_on",
            "answered_by", "after_by", "wrong_picks", "starts", "persons", "fixed_place",
            "purposes", "can_change", "fixed_because", "earlier_contact",
        ),
        **change("answered_on", "answered_by", "after_by", "wrong_picks", "starts"),
    },
    "mixer_box": ADD,
    "needs_cards": ADD,
    "submissions": ADD,
}  # fmt: skip

STAFF: Mapping[str, Rights] = {
    **SCHEMA_VERSION,
    "access_log": {**read(), **ADD},
    "access_log_heads": {**read(), **ADD, **change("number", "digest")},
    "accounts": {**read(), **ADD, **change("disabled_on", "reflects_not_since")},
    "case_numbers": ANYTHING,
    "child_sessions": {**read("last_seen"), **REMOVE},
    "drafts": {**read("saved_at"), **REMOVE},
    "events": {**read(), **REMOVE},
    "framings": ANYTHING,
    "invitations": {
        **read(),
        **ADD,
        **change(
            "starts_at", "ends_at", "expires_at", "contact_name", "reply_public_key",
            "sealed_link", "sealed_link_key", "letter", "letter_on", "revoked_on", "replaced_on",
            "cancelled_on", "moved_on", "statistics_key", "after_by", "purposes", "can_change",
            "fixed_because", "persons", "fixed_place", "earlier_contact",
        ),
    },
    "meetings": {
        **read(),
        **ADD,
        **change(
            "caseworker_id", "backup_id", "starts_at", "ends_at", "cancelled_on", "hold_since",
            "erased_on", "purposes", "can_change", "fixed_because", "persons", "fixed_place",
        ),
    },
    "mixer_box": ADD,
    "municipalities": {**read(), **ADD},
    "municipality_keys": {**read(), **ADD},
    "needs_cards": {**read(), **REMOVE},
    "outbox": ANYTHING,
    "reflections": ANYTHING,
    "staff_sessions": ANYTHING,
    "statistics_keys": {**read("period", "public_key"), **ADD},
    "submissions": {
        **read(),
        # Erasing empties the answer of a child that still waits to talk to somebody.
        **change(
            "text_read_on", "talked_on", "filed_on", "has_text", "wrapped_key", "open_closed",
            "open_texts", "guarded_closed", "guarded_texts", "asked_alone_on", "announced_on",
        ),
        **REMOVE,
    },
    "tries": ANYTHING,
}  # fmt: skip

# Everybody in the world can reach the public figures, so this door knows of no child at all.
BOARD: Mapping[str, Rights] = {
    **SCHEMA_VERSION,
    "access_log": ADD,
    "access_log_heads": {**read(), **change("number", "digest")},
    "accounts": read(),
    "release_approvals": {**read(), **ADD},
    "releases": read(),
    "staff_sessions": ANYTHING,
    "tries": {**read(), **ADD, **change()},
}

STATISTICS: Mapping[str, Rights] = {
    **SCHEMA_VERSION,
    "installation": read(),
    "marks": {**read(), **ADD, **REMOVE},
    "meetings": read("id", "municipality", "chain_id", "caseworker_id"),
    "mixer_box": {**read(), **ADD, **REMOVE},
    "people_counts": ADD,
    "people_hashes": {**read(), **ADD, **REMOVE},
    "releases": {**read(), **ADD},
    "reply_marks": {**read(), **ADD, **REMOVE},
    "statistics_keys": {**read(), **change("public_key", "destroyed_on")},
}

OWNER: Mapping[str, Rights] = dict.fromkeys(
    (
        "access_log", "access_log_heads", "accounts", "alembic_version", "case_numbers",
        "child_sessions", "drafts", "events", "framings", "installation", "invitations", "marks",
        "meetings", "mixer_box", "municipalities", "municipality_keys", "needs_cards", "outbox",
        "people_counts", "people_hashes", "reflections", "release_approvals", "releases",
        "reply_marks", "staff_sessions", "statistics_keys", "submissions", "tries",
    ),
    ANYTHING,
)  # fmt: skip

GRANTS: Mapping[Group, Mapping[str, Rights]] = {
    Group.CHILD: CHILD,
    Group.STAFF: STAFF,
    Group.BOARD: BOARD,
    Group.STATISTICS: STATISTICS,
}

# Some tables hold the staff's rows and the board's. Neither may make itself a session, an account
# or a line of the other's, so there each verb reaches only the rows for which this is true; a verb
# that stands beside ``ALL`` has both. A role without a line has no row, a login in two has both's.
ALL = "ALL"
EVERY_ROW = "true"
_OF_BOARD = f"role = '{Role.BOARD}'"
_OF_STAFF = f"role <> '{Role.BOARD}'"
_SESSION = "EXISTS (SELECT FROM public.accounts WHERE accounts.id = account_id AND {})"
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
    # Housekeeping, in staff and statistics, also ends the board's old sessions and makes none;
    # statistics alone has no verb here.
    "staff_sessions": {
        Group.STAFF: {ALL: _SESSION.format(_OF_STAFF)},
        Group.BOARD: {ALL: _SESSION.format(_OF_BOARD)},
        Group.STATISTICS: {Verb.SELECT: EVERY_ROW, Verb.DELETE: EVERY_ROW},
    },
}


def is_written(group: Group, table: str, column: str | None, verb: str) -> bool:
    """True when the table gives the group this verb on this column (None for whole rows)."""
    columns = GRANTS[group].get(table, {}).get(Verb(verb)) if verb in set(Verb) else None
    return columns == () or (columns is not None and column in columns)
