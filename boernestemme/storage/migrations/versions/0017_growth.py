"""Indexes for what is asked of many meetings: its cost must not follow all there ever were."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_meetings_municipality_starts_at": ("meetings", ["municipality", "starts_at"]),
    "ix_access_log_municipality_at": ("access_log", ["municipality", "at"]),
    "ix_access_log_municipality_subject": ("access_log", ["municipality", "subject"]),
    "ix_submissions_municipality_meeting_id": ("submissions", ["municipality", "meeting_id"]),
}
# Of the few rows that are meant, however many there ever were.
PARTIAL = {
    "ix_invitations_sealed_expires_at": ("invitations", "expires_at", "sealed_link IS NOT NULL"),
    "ix_meetings_held_chain_id": ("meetings", "chain_id", "hold_since IS NOT NULL"),
}


def upgrade() -> None:
    """Build them."""
    for name, (table, columns) in INDEXES.items():
        op.create_index(name, table, columns)
    for name, (table, column, condition) in PARTIAL.items():
        is_meant = sa.text(condition)
        op.create_index(name, table, [column], sqlite_where=is_meant, postgresql_where=is_meant)


def downgrade() -> None:
    """Drop them."""
    for name, (table, _, _) in reversed(PARTIAL.items()):
        op.drop_index(name, table)
    for name, (table, _) in reversed(INDEXES.items()):
        op.drop_index(name, table)
