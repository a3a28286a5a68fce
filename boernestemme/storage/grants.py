"""The written grant table: which database role may do what with which table on PostgreSQL.

What is not written here nobody may do but the owner. ``setup --roles`` makes the database so, and
a test tries every verb on every table and column under every role. A process connects as a login
that is a member of

* ``child``, and of nothing else: the child's door;
* ``staff``: the case workers' and leaders' door, and the commands that add people and links;
* ``board``: the board's door with the public figures, and the commands that approve and show;
* ``staff`` and ``board``: adding and disabling the board's people;
* ``statistics``: the freeze, and deliveries between installations;
* ``staff`` and ``statistics``: housekeeping, which erases and mixes.

``setup`` runs as the owner, whom the tables belong to. No process serves as the owner.
"""

from collections.abc import Mapping
from enum import StrEnum


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
CODES: Rights = {**read(), **ADD, **change("used_on"), **REMOVE}
STEPS: Rights = {**read(), **ADD, **change("tries"), **REMOVE}

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
    "local_settings": read(
        "municipality", "caseworker_title", "duty_number", "duty_hours", "hide_address",
        "accessibility_address", "protection_email", "protection_phone",
    ),
    "mixer_box": ADD,
    "needs_cards": ADD,
    "submissions": ADD,
}  # fmt: skip

STAFF: Mapping[str, Rights] = {
    **SCHEMA_VERSION,
    "access_log": {**read(), **ADD},
    "access_log_heads": {**read(), **ADD, **change("number", "digest")},
    "accounts": {
        **read(),
        **ADD,
        **change(
            "disabled_on", "reflects_not_since", "role", "team_id", "first_name",
            "backup_id", "password_hash", "confirmed_on",
        ),
    },
    "advice_courses": {**read(), **ADD},
    "case_numbers": ANYTHING,
    "counted_months": {**read(), **ADD},
    # Housekeeping counts meetings; what it found it cannot read again.
    "coverage_counts": {**read("municipality", "period", "age_group", "measure"), **ADD},
    "child_sessions": {**read("last_seen"), **REMOVE},
    "drafts": {**read("saved_at"), **REMOVE},
    "events": {**read(), **REMOVE},
    "foreign_identities": {**read(), **ADD},
    "foreign_sessions": {**read(), **ADD},
    "framings": ANYTHING,
    "invitations": {
        **read(),
        **ADD,
        **change(
            "starts_at", "ends_at", "expires_at", "contact_name", "reply_public_key",
            "sealed_link", "sealed_link_key", "letter", "letter_on", "revoked_on", "replaced_on",
            "cancelled_on", "moved_on", "statistics_key", "after_by", "purposes", "can_change",
            "fixed_because", "persons", "fixed_place", "earlier_contact", "call_number",
        ),
    },
    "local_settings": {**read(), **ADD, **change()},
    "log_reviews": {**read(), **ADD},
    "log_samples": {**read(), **ADD, **change("verdict", "signed_off_by", "signed_on")},
    "meetings": {
        **read(),
        **ADD,
        **change(
            "caseworker_id", "backup_id", "starts_at", "ends_at", "cancelled_on", "hold_since",
            "erased_on", "purposes", "can_change", "fixed_because", "persons", "fixed_place",
        ),
    },
    "messages": {
        **read(),
        **ADD,
        **change(
            "key_id", "wrapped_key", "content", "state", "why", "tries", "next_try_at",
            "gateway_id", "settled_on",
        ),
        **REMOVE,
    },
    "mixer_box": ADD,
    "month_counts": {**read(), **ADD},
    "municipalities": {**read(), **ADD, **change("name", "call_number")},
    "municipality_keys": {**read(), **ADD},
    "needs_cards": {**read(), **REMOVE},
    "outbox": ANYTHING,
    "recovery_codes": CODES,
    "reflections": ANYTHING,
    "second_factors": ANYTHING,
    "sign_in_steps": STEPS,
    "sign_ups": ANYTHING,
    # A municipality's leaders see its own published figures.
    "release_approvals": read(),
    "releases": read(),
    "reported_meetings": {**read(), **ADD, **change("number", "told_on")},
    "staff_sessions": ANYTHING,
    "statement_asked": {**read(), **ADD},
    "statement_counts": {
        **read(),
        **ADD,
        **change("step_1", "step_2", "step_3", "step_4", "step_5"),
    },
    "statistics_keys": {**read("period", "public_key", "destroyed_on"), **ADD},
    "submissions": {
        **read(),
        # Erasing empties the answer of a child that still waits to talk to somebody.
        **change(
            "text_read_on", "talked_on", "filed_on", "has_text", "wrapped_key", "open_closed",
            "open_texts", "guarded_closed", "guarded_texts", "asked_alone_on", "announced_on",
        ),
        **REMOVE,
    },
    "teams": {**read(), **ADD, **change("name"), **REMOVE},
    "tries": ANYTHING,
}  # fmt: skip

# Everybody in the world can reach the public figures, so this door knows of no child at all.
BOARD: Mapping[str, Rights] = {
    **SCHEMA_VERSION,
    "access_log": ADD,
    "access_log_heads": {**read(), **change("number", "digest")},
    # Whoever signs on through the board's own provider gets an account here the first time.
    "accounts": {**read(), **ADD},
    "foreign_identities": {**read(), **ADD},
    "foreign_sessions": {**read(), **ADD},
    "recovery_codes": CODES,
    "release_approvals": {**read(), **ADD},
    "releases": read(),
    "second_factors": ANYTHING,
    "sign_in_steps": STEPS,
    "staff_sessions": ANYTHING,
    "tries": {**read(), **ADD, **change()},
}

STATISTICS: Mapping[str, Rights] = {
    **SCHEMA_VERSION,
    "coverage_counts": {**read(), **ADD, **REMOVE},
    "deliveries": {**read(), **ADD},
    "delivery_signers": {**read(), **ADD, **change("public_part", "accepted_on")},
    "installation": read(),
    "marks": {**read(), **ADD, **REMOVE},
    "meetings": read("id", "municipality", "chain_id", "caseworker_id"),
    "mixer_box": {**read(), **ADD, **REMOVE},
    "people_counts": {**read(), **ADD},
    "people_hashes": {**read(), **ADD, **REMOVE},
    # A correction stands beside what is published.
    "release_approvals": read(),
    "releases": {**read(), **ADD},
    "reply_marks": {**read(), **ADD, **REMOVE},
    "reported_meetings": {**read(), **ADD, **change("number", "told_on")},
    "statistics_keys": {**read(), **change("public_key", "destroyed_on")},
}

OWNER: Mapping[str, Rights] = dict.fromkeys(
    (
        "access_log", "access_log_heads", "accounts", "advice_courses", "alembic_version",
        "case_numbers", "child_sessions", "counted_months", "coverage_counts", "deliveries",
        "delivery_signers", "drafts", "events", "foreign_identities", "foreign_sessions",
        "framings", "installation", "invitations", "local_settings", "log_reviews", "log_samples",
        "marks", "meetings", "messages", "mixer_box", "month_counts", "municipalities",
        "municipality_keys", "needs_cards", "outbox", "people_counts", "people_hashes",
        "recovery_codes", "reflections", "release_approvals", "releases", "reply_marks",
        "reported_meetings", "second_factors", "sign_in_steps", "sign_ups", "staff_sessions",
        "statement_asked", "statement_counts", "statistics_keys", "submissions", "teams", "tries",
    ),
    ANYTHING,
)  # fmt: skip

GRANTS: Mapping[Group, Mapping[str, Rights]] = {
    Group.CHILD: CHILD,
    Group.STAFF: STAFF,
    Group.BOARD: BOARD,
    Group.STATISTICS: STATISTICS,
}


def is_written(group: Group, table: str, column: str | None, verb: str) -> bool:
    """True when the table gives the group this verb on this column (None for whole rows)."""
    columns = GRANTS[group].get(table, {}).get(Verb(verb)) if verb in set(Verb) else None
    return columns == () or (columns is not None and column in columns)
