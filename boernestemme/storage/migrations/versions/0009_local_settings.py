"""What a municipality sets for itself, and links by which its people choose a password."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing is set and nobody has a link until somebody says so."""
    op.create_table(
        "local_settings",
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("caseworker_title", sa.String(length=30), nullable=False),
        sa.Column("duty_number", sa.String(length=20), nullable=False),
        sa.Column("duty_hours", sa.String(length=60), nullable=False),
        sa.Column("hide_address", sa.String(length=200), nullable=False),
        sa.Column("accessibility_address", sa.String(length=200), nullable=False),
        sa.Column("protection_email", sa.String(length=254), nullable=False),
        sa.Column("protection_phone", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["municipality"], ["municipalities.code"], name=op.f("fk_local_settings_municipality")
        ),
        sa.PrimaryKeyConstraint("municipality", name=op.f("pk_local_settings")),
    )
    op.create_table(
        "sign_ups",
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_sign_ups_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_sign_ups")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_ups_token_hash")),
    )


def downgrade() -> None:
    """The installation's settings stand in again."""
    op.drop_table("sign_ups")
    op.drop_table("local_settings")
