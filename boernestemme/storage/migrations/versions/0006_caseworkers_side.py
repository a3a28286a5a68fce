"""What a child is told beforehand, case numbers, reflections, e-mails to staff, hand-overs."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TOLD = {"purposes": 60, "can_change": 40}


def upgrade() -> None:
    """Widen what is there; so far nothing more was told, and no answer rests unannounced."""
    for table_name in ("meetings", "invitations"):
        for name, length in TOLD.items():
            _add_text(table_name, name, length)
        with op.batch_alter_table(table_name) as table:
            table.add_column(sa.Column("fixed_because", sa.String(length=12), nullable=True))
    _add_text("invitations", "earlier_contact", 60)
    with op.batch_alter_table("submissions") as table:
        table.add_column(sa.Column("announced_on", sa.Date(), nullable=True))
    op.execute("UPDATE submissions SET announced_on = received_on")
    with op.batch_alter_table("accounts") as table:
        table.add_column(sa.Column("reflects_not_since", sa.Date(), nullable=True))
    _create_tables()


def _create_tables() -> None:
    op.create_table(
        "case_numbers",
        sa.Column("chain_id", sa.String(length=32), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        *_envelope(),
        sa.PrimaryKeyConstraint("chain_id", name=op.f("pk_case_numbers")),
    )
    op.create_table(
        "reflections",
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        *_envelope(),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_reflections_meeting_id")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_reflections_account_id")
        ),
        sa.PrimaryKeyConstraint("meeting_id", "account_id", name=op.f("pk_reflections")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_outbox_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("account_id", "kind", "about", name=op.f("uq_outbox_account_id")),
    )
    op.create_index(op.f("ix_outbox_next_try_at"), "outbox", ["next_try_at"])


def _envelope() -> "tuple[sa.Column[object], ...]":
    return (
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    )


def _add_text(table_name: str, name: str, length: int) -> None:
    """Add a text that is never NULL, empty in every row that is there."""
    with op.batch_alter_table(table_name) as table:
        table.add_column(sa.Column(name, sa.String(length=length), nullable=True))
    op.execute(f"UPDATE {table_name} SET {name} = ''")  # noqa: S608 - our own words
    with op.batch_alter_table(table_name) as table:
        table.alter_column(name, existing_type=sa.String(length=length), nullable=False)


def downgrade() -> None:
    """Narrow them again."""
    for name in ("outbox", "reflections", "case_numbers"):
        op.drop_table(name)
    with op.batch_alter_table("accounts") as table:
        table.drop_column("reflects_not_since")
    with op.batch_alter_table("submissions") as table:
        table.drop_column("announced_on")
    with op.batch_alter_table("invitations") as table:
        table.drop_column("earlier_contact")
    for table_name in ("meetings", "invitations"):
        with op.batch_alter_table(table_name) as table:
            for name in (*TOLD, "fixed_because"):
                table.drop_column(name)
