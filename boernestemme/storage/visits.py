"""One look at a child's browser: its session, its link and its draft in a single question.

It is asked on every page, so the statement is built once.
"""

from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from sqlalchemy import and_, bindparam, select

from boernestemme.domain.invitation import Invitation
from boernestemme.domain.local_settings import LocalSettings
from boernestemme.storage.child_sessions import ChildSessionRow
from boernestemme.storage.db import db
from boernestemme.storage.drafts import DraftRow
from boernestemme.storage.invitations import CHILDS_COLUMNS, InvitationRow, invitation_of
from boernestemme.storage.local_settings import LocalSettingsRow

_SESSIONS = ChildSessionRow.__table__
_LINKS = InvitationRow.__table__
_DRAFTS = DraftRow.__table__
_LOCAL = LocalSettingsRow.__table__
CHILDS_SETTINGS = (
    "caseworker_title", "duty_number", "duty_hours", "hide_address", "accessibility_address",
    "protection_email", "protection_phone",
)  # fmt: skip
_LOOK = (
    select(
        _SESSIONS.c.knows_words,
        _SESSIONS.c.has_sent,
        _SESSIONS.c.has_sent_after,
        _SESSIONS.c.is_away,
        _SESSIONS.c.last_seen,
        _SESSIONS.c.sealed_link,
        _SESSIONS.c.manner,
        _LINKS.c.answered_by,
        _DRAFTS.c.content,
        *CHILDS_COLUMNS,
        *(_LOCAL.c[name] for name in CHILDS_SETTINGS),
    )
    .join_from(_SESSIONS, _LINKS, _LINKS.c.id == _SESSIONS.c.invitation_id)
    .outerjoin(
        _DRAFTS,
        and_(
            _DRAFTS.c.browser == _SESSIONS.c.browser,
            _DRAFTS.c.invitation_id == _SESSIONS.c.invitation_id,
            _DRAFTS.c.saved_at > bindparam("since"),
        ),
    )
    .outerjoin(_LOCAL, _LOCAL.c.municipality == _LINKS.c.municipality)
    .where(_SESSIONS.c.browser == bindparam("browser"), _SESSIONS.c.last_seen > bindparam("since"))
)
NOTHING_SET = LocalSettings()  # of a municipality that has no row
_NAMES = tuple(_LOOK.selected_columns.keys())


@dataclass(frozen=True)
class SeenBrowser:
    """What is kept of one browser; ``draft`` and ``manner`` are sealed, and None where none is.

    ``local`` is what its municipality has set itself.
    """

    invitation: Invitation
    knows_words: bool
    has_sent: bool
    has_sent_after: bool
    is_away: bool
    last_seen: datetime
    sealed_link: bytes
    answered_by: bytes | None
    after_by: bytes | None
    draft: bytes | None
    manner: bytes | None
    local: LocalSettings


def look(browser: bytes, since: datetime) -> SeenBrowser | None:
    """The browser with this hash, if it was used after ``since``; older drafts are not there."""
    found = db.glance(_LOOK, browser=browser, since=since)
    if not found:
        return None
    row = SimpleNamespace(**dict(zip(_NAMES, found[0], strict=True)))  # which is read much faster
    return SeenBrowser(
        invitation_of(row),
        row.knows_words,
        row.has_sent,
        row.has_sent_after,
        row.is_away,
        row.last_seen,
        row.sealed_link,
        row.answered_by,
        row.after_by,
        row.content,
        row.manner,
        NOTHING_SET if row.hide_address is None else _settings_in(row),
    )


def _settings_in(row: SimpleNamespace) -> LocalSettings:
    return LocalSettings(**{name: getattr(row, name) for name in CHILDS_SETTINGS})
