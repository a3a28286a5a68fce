"""Answers after a meeting, chains of meetings, bring-along cards, and the post box."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Widen what is there; every meeting so far begins a chain of its own."""
    _widen_meetings()
    _widen_invitations()
    _widen_submissions()
    _widen_sessions_and_framings()
    _make_needs_cards()


def downgrade() -> None:
    """Take the cards away and narrow the others."""
    op.drop_table("needs_cards")
    _narrow()


def _widen_meetings() -> None:
    with op.batch_alter_table("meetings") as table:
        table.add_column(sa.Column("chain_id", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("hold_since", sa.Date(), nullable=True))
        table.add_column(sa.Column("erased_on", sa.Date(), nullable=True))
    op.execute("UPDATE meetings SET chain_id = id")
    with op.batch_alter_table("meetings") as table:
        table.alter_column("chain_id", existing_type=sa.String(length=32), nullable=False)
    op.create_index("ix_meetings_chain_id", "meetings", ["chain_id"], unique=False)


def _widen_invitations() -> None:
    with op.batch_alter_table("invitations") as table:
        table.add_column(sa.Column("chain_id", sa.String(length=32), nullable=True))
        table.add_column(sa.Column("statistics_key", sa.LargeBinary(length=32), nullable=True))
        table.add_column(sa.Column("after_by", sa.LargeBinary(length=32), nullable=True))
    op.execute("UPDATE invitations SET chain_id = meeting_id")
    with op.batch_alter_table("invitations") as table:
        table.alter_column("chain_id", existing_type=sa.String(length=32), nullable=False)
    op.create_index("ix_invitations_chain_id", "invitations", ["chain_id"], unique=False)


def _widen_submissions() -> None:
    with op.batch_alter_table("submissions") as table:
        table.add_column(sa.Column("phase", sa.String(length=6), nullable=True))
        table.add_column(sa.Column("talk_to", sa.String(length=10), nullable=True))
        table.add_column(sa.Column("talked_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("filed_on", sa.Date(), nullable=True))
        table.drop_constraint("uq_submissions_invitation_id", type_="unique")
    op.execute("UPDATE submissions SET phase = 'before'")
    with op.batch_alter_table("submissions") as table:
        table.alter_column("phase", existing_type=sa.String(length=6), nullable=False)
        table.create_unique_constraint("uq_submissions_invitation_id", ["invitation_id", "phase"])


def _widen_sessions_and_framings() -> None:
    with op.batch_alter_table("child_sessions") as table:
        table.add_column(sa.Column("has_sent_after", sa.Boolean(), nullable=True))
        table.add_column(sa.Column("said_mark", sa.LargeBinary(length=32), nullable=True))
    op.execute("UPDATE child_sessions SET has_sent_after = (1 = 0)")
    with op.batch_alter_table("child_sessions") as table:
        table.alter_column("has_sent_after", existing_type=sa.Boolean(), nullable=False)
    with op.batch_alter_table("framings") as table:
        table.add_column(sa.Column("filed_on", sa.Date(), nullable=True))


def _narrow() -> None:
    op.execute("DELETE FROM submissions WHERE phase = 'after'")
    with op.batch_alter_table("framings") as table:
        table.drop_column("filed_on")
    with op.batch_alter_table("child_sessions") as table:
        table.drop_column("has_sent_after")
        table.drop_column("said_mark")
    with op.batch_alter_table("submissions") as table:
        table.drop_constraint("uq_submissions_invitation_id", type_="unique")
        for name in ("phase", "talk_to", "talked_on", "filed_on"):
            table.drop_column(name)
    with op.batch_alter_table("submissions") as table:
        table.create_unique_constraint("uq_submissions_invitation_id", ["invitation_id"])
    op.drop_index("ix_invitations_chain_id", "invitations")
    with op.batch_alter_table("invitations") as table:
        for name in ("chain_id", "statistics_key", "after_by"):
            table.drop_column(name)
    op.drop_index("ix_meetings_chain_id", "meetings")
    with op.batch_alter_table("meetings") as table:
        table.drop_column("chain_id")
        table.drop_column("hold_since")
        table.drop_column("erased_on")


def _make_needs_cards() -> None:
    op.create_table(
        "needs_cards",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("chain_id", sa.String(length=32), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_needs_cards"),
    )
    op.create_index("ix_needs_cards_chain_id", "needs_cards", ["chain_id"], unique=False)
    op.create_index("ix_needs_cards_made_on", "needs_cards", ["made_on"], unique=False)
