"""Every table once, for whoever needs the whole schema."""

from boernestemme.storage import (
    access_log,
    accounts,
    child_sessions,
    drafts,
    events,
    framings,
    installation,
    invitations,
    meetings,
    municipalities,
    municipality_keys,
    staff_sessions,
    submissions,
    tries,
)
from boernestemme.storage.db import Base

METADATA = Base.metadata
TABLE_MODULES = (
    access_log,
    accounts,
    child_sessions,
    drafts,
    events,
    framings,
    installation,
    invitations,
    meetings,
    municipalities,
    municipality_keys,
    staff_sessions,
    submissions,
    tries,
)
