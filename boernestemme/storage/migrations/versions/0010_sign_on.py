"""Second factors, recovery codes, and sign-on through a municipality's own provider."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = (
    "second_factors", "recovery_codes", "foreign_identities", "foreign_sessions", "sign_in_steps",
)  # fmt: skip


def upgrade() -> None:
    """Nobody has a second factor yet, and nobody has come from elsewhere."""
    _create_factors()
    _create_foreign()
    op.create_table(
        "sign_in_steps",
        sa.Column("browser", sa.LargeBinary(length=32), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=True),
        sa.Column("state", sa.String(length=64), nullable=True),
        sa.Column("nonce", sa.String(length=64), nullable=True),
        sa.Column("verifier", sa.String(length=64), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        _of_account("sign_in_steps"),
        sa.PrimaryKeyConstraint("browser", name=op.f("pk_sign_in_steps")),
    )


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["account_id"], ["accounts.id"], name=op.f(f"fk_{table}_account_id")
    )


def _create_factors() -> None:
    op.create_table(
        "second_factors",
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_pending", sa.LargeBinary(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        _of_account("second_factors"),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_second_factors")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=True),
        _of_account("recovery_codes"),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_recovery_codes")),
    )
    op.create_index(op.f("ix_recovery_codes_account_id"), "recovery_codes", ["account_id"])


def _create_foreign() -> None:
    op.create_table(
        "foreign_identities",
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        _of_account("foreign_identities"),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_foreign_identities")),
        sa.UniqueConstraint("account_id", name=op.f("uq_foreign_identities_account_id")),
    )
    op.create_table(
        "foreign_sessions",
        sa.Column("browser", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("issuer", sa.String(length=255), nullable=False),
        sa.Column("sid", sa.String(length=255), nullable=True),
        _of_account("foreign_sessions"),
        sa.ForeignKeyConstraint(
            ["browser"],
            ["staff_sessions.browser"],
            name=op.f("fk_foreign_sessions_browser"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("browser", name=op.f("pk_foreign_sessions")),
    )


def downgrade() -> None:
    """Take the tables away; whoever had a factor then signs in by password alone."""
    for table in reversed(TABLES):
        op.drop_table(table)
