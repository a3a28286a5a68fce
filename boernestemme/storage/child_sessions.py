"""Sessions of children's browsers: which link each came by, and how far in it is."""

from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Index,
    LargeBinary,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.invitation import WRONG_PICKS_ALLOWED
from boernestemme.domain.meeting import Phase
from boernestemme.storage.db import Base, Moment, rows_changed, run, session
from boernestemme.storage.invitations import InvitationRow


class ChildSessionRow(Base):
    """One browser, known by the hash of its cookie.

    ``sealed_link`` holds the link's 16 bytes under the cookie, to open the reply with.
    ``is_away`` is true while the page lies behind something else, or was closed there;
    ``has_sent`` and ``has_sent_after`` tell what it sent before it got a new cookie; ``said_mark``
    is its proof of the words it sent after the meeting, by which it knows them again. ``manner`` is
    how it wants its pages, under the cookie.
    """

    __tablename__ = "child_sessions"
    __table_args__ = (Index("ix_child_sessions_last_seen", "last_seen"),)

    browser: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    invitation_id: Mapped[str] = mapped_column(ForeignKey("invitations.id"))
    sealed_link: Mapped[bytes] = mapped_column(LargeBinary)
    knows_words: Mapped[bool]
    has_sent: Mapped[bool]
    is_away: Mapped[bool]
    last_seen: Mapped[datetime] = mapped_column(Moment)
    has_sent_after: Mapped[bool]
    said_mark: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    manner: Mapped[bytes | None] = mapped_column(LargeBinary)


# What nearly every flow runs, built once.
_KNOWN = ChildSessionRow.browser == bindparam("known")
_UNLOCKED = select(InvitationRow.id).where(
    InvitationRow.id == ChildSessionRow.invitation_id,
    InvitationRow.wrong_picks < WRONG_PICKS_ALLOWED,
)
_BEGIN = insert(ChildSessionRow)
_TOUCH = update(ChildSessionRow).where(_KNOWN).values(last_seen=bindparam("now"), is_away=False)
_LET_IN = (
    update(ChildSessionRow)
    .where(_KNOWN, _UNLOCKED.exists())
    .values(knows_words=True, last_seen=bindparam("now"))
)
_NOTE_SAID = update(ChildSessionRow).where(_KNOWN).values(said_mark=bindparam("said"))


def begin(
    browser: bytes,
    invitation_id: str,
    sealed_link: bytes,
    now: datetime,
    *,
    sent: Phase | None = None,
    said_mark: bytes | None = None,
    manner: bytes | None = None,
) -> None:
    """A browser has come in through the door, or has sent and is known by a new cookie."""
    run(
        _BEGIN,
        browser=browser,
        invitation_id=invitation_id,
        sealed_link=sealed_link,
        knows_words=sent is not None,
        has_sent=sent is Phase.BEFORE,
        has_sent_after=sent is Phase.AFTER,
        said_mark=said_mark,
        manner=manner,
        is_away=False,
        last_seen=now,
    )


def note_away(browser: bytes, *, is_away: bool) -> None:
    """The page was put behind something else, or is in front again."""
    session().execute(
        update(ChildSessionRow).where(ChildSessionRow.browser == browser).values(is_away=is_away)
    )


def set_manner(browser: bytes, manner: bytes) -> None:
    """Keep how the browser wants its pages. It counts as no use: what is masked stays so."""
    session().execute(
        update(ChildSessionRow).where(ChildSessionRow.browser == browser).values(manner=manner)
    )


def note_said(browser: bytes, said_mark: bytes) -> None:
    """Keep the proof of the words this browser sends."""
    run(_NOTE_SAID, known=browser, said=said_mark)


def said_mark(browser: bytes) -> bytes | None:
    """The proof of the words this browser sent, if it sent any."""
    query = select(ChildSessionRow.said_mark).where(ChildSessionRow.browser == browser)
    return session().scalar(query)


def let_in(browser: bytes, now: datetime) -> bool:
    """The browser's child picked the right words; False when the link was locked meanwhile."""
    return run(_LET_IN, known=browser, now=now).rowcount == 1


def touch(browser: bytes, now: datetime) -> bool:
    """The browser's child has pressed something; False when the session is gone.

    Whoever saves or destroys a draft does this first: it holds the session until all is done.
    """
    return run(_TOUCH, known=browser, now=now).rowcount == 1


def note_typing(browser: bytes, now: datetime) -> bool:
    """As ``touch``, for what is typed: it tells nothing of where the page lies, for one that is
    put behind something else saves as it goes.
    """
    changed = rows_changed(
        update(ChildSessionRow)
        .where(ChildSessionRow.browser == browser)
        .values(last_seen=now)
        .execution_options(synchronize_session=False)  # else it would ask the row back
    )
    return changed == 1


def end(browser: bytes) -> None:
    """Forget the browser."""
    session().execute(delete(ChildSessionRow).where(ChildSessionRow.browser == browser))


def end_older(moment: datetime) -> int:
    """Forget browsers not used since ``moment``; how many."""
    return rows_changed(delete(ChildSessionRow).where(ChildSessionRow.last_seen <= moment))


def end_all() -> None:
    """Forget every browser."""
    session().execute(delete(ChildSessionRow))
