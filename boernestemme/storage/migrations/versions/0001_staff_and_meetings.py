"""Municipalities, accounts, meetings, and the log of who did what."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "installation",
    "municipalities",
    "tries",
    "access_log",
    "access_log_heads",
    "accounts",
    "municipality_keys",
    "meetings",
    "staff_sessions",
)


def upgrade() -> None:
    """Make the tables, those first that others point to."""
    _make_installation()
    _make_municipalities()
    _make_tries()
    _make_access_log()
    _make_access_log_heads()
    _make_accounts()
    _make_municipality_keys()
    _make_meetings()
    _make_staff_sessions()


def downgrade() -> None:
    """Take the tables away again."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_installation() -> None:
    op.create_table(
        "installation",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_installation"),
    )


def _make_municipalities() -> None:
    op.create_table(
        "municipalities",
        sa.Column("code", sa.String(length=4), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("call_number", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_municipalities"),
    )


def _make_tries() -> None:
    op.create_table(
        "tries",
        sa.Column("key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("window_began", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_tries"),
    )


def _make_access_log() -> None:
    op.create_table(
        "access_log",
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=False),
        sa.Column("action", sa.String(length=24), nullable=False),
        sa.Column("subject", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipalities.code"], name="fk_access_log_municipality"
        ),
        sa.PrimaryKeyConstraint("municipality", "number", name="pk_access_log"),
    )


def _make_access_log_heads() -> None:
    op.create_table(
        "access_log_heads",
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipalities.code"], name="fk_access_log_heads_municipality"
        ),
        sa.PrimaryKeyConstraint("municipality", name="pk_access_log_heads"),
    )


def _make_accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("first_name", sa.String(length=60), nullable=False),
        sa.Column("password_hash", sa.String(length=160), nullable=False),
        sa.Column("backup_id", sa.String(length=32), nullable=True),
        sa.Column("disabled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["backup_id"], ["accounts.id"], name="fk_accounts_backup_id"),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipalities.code"], name="fk_accounts_municipality"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("email", name="uq_accounts_email"),
    )
    op.create_index(
        "ix_accounts_municipality_role", "accounts", ["municipality", "role"], unique=False
    )


def _make_municipality_keys() -> None:
    op.create_table(
        "municipality_keys",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("wrapped_private_key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipalities.code"], name="fk_municipality_keys_municipality"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_municipality_keys"),
        sa.UniqueConstraint("municipality", "year", name="uq_municipality_keys_municipality"),
    )


def _make_meetings() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("caseworker_id", sa.String(length=32), nullable=False),
        sa.Column("backup_id", sa.String(length=32), nullable=False),
        sa.Column("age_group", sa.String(length=5), nullable=False),
        sa.Column("phone", sa.String(length=6), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["backup_id"], ["accounts.id"], name="fk_meetings_backup_id"),
        sa.ForeignKeyConstraint(
            ["caseworker_id"], ["accounts.id"], name="fk_meetings_caseworker_id"
        ),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipalities.code"], name="fk_meetings_municipality"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meetings"),
    )
    op.create_index(
        "ix_meetings_backup_id_starts_at", "meetings", ["backup_id", "starts_at"], unique=False
    )
    op.create_index(
        "ix_meetings_caseworker_id_starts_at",
        "meetings",
        ["caseworker_id", "starts_at"],
        unique=False,
    )


def _make_staff_sessions() -> None:
    op.create_table(
        "staff_sessions",
        sa.Column("browser", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_staff_sessions_account_id"
        ),
        sa.PrimaryKeyConstraint("browser", name="pk_staff_sessions"),
    )
    op.create_index("ix_staff_sessions_account_id", "staff_sessions", ["account_id"], unique=False)
