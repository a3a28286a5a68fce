"""Links, and what children and case workers put through them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    "invitations",
    "submissions",
    "framings",
    "child_sessions",
    "drafts",
    "events",
)


def upgrade() -> None:
    """Make the tables, those first that others point to."""
    _make_invitations()
    _make_submissions()
    _make_framings()
    _make_child_sessions()
    _make_drafts()
    _make_events()


def downgrade() -> None:
    """Take the tables away again."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _make_invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("lookup_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("age_group", sa.String(length=5), nullable=False),
        sa.Column("phone", sa.String(length=6), nullable=False),
        sa.Column("colour", sa.String(length=20), nullable=False),
        sa.Column("thing", sa.String(length=30), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contact_name", sa.String(length=60), nullable=False),
        sa.Column("call_number", sa.String(length=20), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("public_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("reply_public_key", sa.LargeBinary(length=32), nullable=True),
        sa.Column("sealed_link", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_link_key", sa.LargeBinary(), nullable=True),
        sa.Column("letter", sa.LargeBinary(), nullable=True),
        sa.Column("letter_on", sa.Date(), nullable=True),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("replaced_on", sa.Date(), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("moved_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answered_by", sa.LargeBinary(length=32), nullable=True),
        sa.Column("wrong_picks", sa.Integer(), nullable=False),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="fk_invitations_meeting_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("lookup_hash", name="uq_invitations_lookup_hash"),
    )
    op.create_index("ix_invitations_expires_at", "invitations", ["expires_at"], unique=False)
    op.create_index("ix_invitations_meeting_id", "invitations", ["meeting_id"], unique=False)


def _make_submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("invitation_id", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("instrument_version", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("open_closed", sa.LargeBinary(), nullable=False),
        sa.Column("open_texts", sa.LargeBinary(), nullable=False),
        sa.Column("guarded_closed", sa.LargeBinary(), nullable=False),
        sa.Column("guarded_texts", sa.LargeBinary(), nullable=False),
        sa.Column("has_text", sa.Boolean(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("text_read_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name="fk_submissions_invitation_id"
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="fk_submissions_meeting_id"),
        sa.PrimaryKeyConstraint("id", name="pk_submissions"),
        sa.UniqueConstraint("invitation_id", name="uq_submissions_invitation_id"),
    )
    op.create_index("ix_submissions_meeting_id", "submissions", ["meeting_id"], unique=False)


def _make_framings() -> None:
    op.create_table(
        "framings",
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.String(length=32), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("answers", sa.Integer(), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.Column("delivery", sa.String(length=8), nullable=True),
        sa.Column("delivered_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name="fk_framings_meeting_id"),
        sa.PrimaryKeyConstraint("meeting_id", name="pk_framings"),
    )


def _make_child_sessions() -> None:
    op.create_table(
        "child_sessions",
        sa.Column("browser", sa.LargeBinary(length=32), nullable=False),
        sa.Column("invitation_id", sa.String(length=32), nullable=False),
        sa.Column("sealed_link", sa.LargeBinary(), nullable=False),
        sa.Column("knows_words", sa.Boolean(), nullable=False),
        sa.Column("has_sent", sa.Boolean(), nullable=False),
        sa.Column("is_away", sa.Boolean(), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name="fk_child_sessions_invitation_id"
        ),
        sa.PrimaryKeyConstraint("browser", name="pk_child_sessions"),
    )
    op.create_index("ix_child_sessions_last_seen", "child_sessions", ["last_seen"], unique=False)


def _make_drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("browser", sa.LargeBinary(length=32), nullable=False),
        sa.Column("invitation_id", sa.String(length=32), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name="fk_drafts_invitation_id"
        ),
        sa.PrimaryKeyConstraint("browser", "invitation_id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_saved_at", "drafts", ["saved_at"], unique=False)


def _make_events() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("municipality", sa.String(length=4), nullable=False),
        sa.Column("meeting_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
