"""Drafts: half-finished answers, sealed under the cookie of the browser that wrote them."""

import hashlib
from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, bindparam, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.draft import DRAFT_LIFE
from boernestemme.storage.db import Base, Moment, insert_if_absent, rows_changed, run, session

TOKEN_LETTERS = 16


class DraftRow(Base):
    """One browser's unsent answer to one link."""

    __tablename__ = "drafts"
    __table_args__ = (Index("ix_drafts_saved_at", "saved_at"),)

    browser: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    invitation_id: Mapped[str] = mapped_column(ForeignKey("invitations.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[datetime] = mapped_column(Moment)


# What nearly every flow runs, built once.
_ONE = (DraftRow.browser == bindparam("known"), DraftRow.invitation_id == bindparam("link"))
_ADD = insert(DraftRow)
_REPLACE = (
    update(DraftRow)
    .where(*_ONE)
    .values(content=bindparam("new_content"), saved_at=bindparam("now"))
)
_DESTROY = delete(DraftRow).where(*_ONE)


def all_of(browser: bytes) -> list[DraftRow]:
    """Every draft of one browser (two children may share a phone)."""
    query = select(DraftRow).where(DraftRow.browser == browser)
    return list(session().scalars(query.order_by(DraftRow.invitation_id)))


def save(browser: bytes, invitation_id: str, content: bytes, now: datetime) -> None:
    """Put the draft in the place of the one before it."""
    changed = run(_REPLACE, known=browser, link=invitation_id, new_content=content, now=now)
    if changed.rowcount == 0:
        run(_ADD, browser=browser, invitation_id=invitation_id, content=content, saved_at=now)


def save_over(
    browser: bytes, invitation_id: str, seen: bytes | None, content: bytes, now: datetime
) -> bool:
    """Put the draft in the place of the one ``seen``, or of none; False when another stands there.

    Every sealing differs, so that the same words saved twice are two drafts.
    """
    if seen is not None:
        return rows_changed(
            update(DraftRow)
            .where(
                DraftRow.browser == browser,
                DraftRow.invitation_id == invitation_id,
                DraftRow.content == seen,
            )
            .values(content=content, saved_at=now)
            .execution_options(synchronize_session=False)  # else it would ask the row back
        ) == 1  # fmt: skip
    # One that has outlived its time counts as none, though no one has swept it up yet.
    session().execute(
        delete(DraftRow).where(
            DraftRow.browser == browser,
            DraftRow.invitation_id == invitation_id,
            DraftRow.saved_at <= now - DRAFT_LIFE,
        )
    )
    return insert_if_absent(
        DraftRow, browser=browser, invitation_id=invitation_id, content=content, saved_at=now
    )


def token_of(content: bytes | None) -> str:
    """What a page may know its draft by: a short hash of the sealed content, empty for none."""
    return "" if content is None else hashlib.sha256(content).hexdigest()[:TOKEN_LETTERS]


def destroy(browser: bytes, invitation_id: str) -> None:
    """Destroy one draft."""
    run(_DESTROY, known=browser, link=invitation_id)


def destroy_all_of(browser: bytes) -> None:
    """Destroy every draft of one browser."""
    session().execute(delete(DraftRow).where(DraftRow.browser == browser))


def destroy_older(moment: datetime) -> int:
    """Destroy drafts not saved since ``moment``; how many."""
    return rows_changed(delete(DraftRow).where(DraftRow.saved_at <= moment))
