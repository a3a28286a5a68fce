"""Children who send while keys rotate, by whichever process runs; and what that is told as."""

import time
from collections.abc import Sequence
from concurrent.futures import Future
from threading import Lock

from sqlalchemy import text

from boernestemme.services.making_links import MadeLink
from boernestemme.storage.db import db, transaction
from tests.factories import older_answers
from tests.night.runs import Run
from tests.services.steps import read
from tests.world import World

PARTS = tuple(
    f"{kind}{more}" for kind in ("sqlite", "postgresql") for more in ("", " over HTTP", " retired")
)


def sent(world: World, link: MadeLink | None = None) -> MadeLink:
    """A link, or this one, whose child has answered by this process."""
    link = link or world.link()
    world.answer(link, older_answers())
    return link


def let_expire(link: MadeLink) -> None:
    """A case worker has so many pairs of words at once and no more."""
    statement = text("UPDATE invitations SET expires_at = '2027-01-01' WHERE meeting_id = :id")
    with transaction() as current:
        current.execute(statement, {"id": link.meeting_id})


class Children:
    """Children who send, and case workers who read it, by whichever process runs now."""

    def __init__(self, process: World) -> None:
        self.process, self.done, self.is_over = process, 0, False
        self._lock = Lock()

    def go_on(self) -> None:
        """Until it is over."""
        while not self.is_over:
            process = self.process
            with process.app.app_context():
                link = sent(process)
                opened = len(read(process, link).answers)
                let_expire(link)
                db.session.remove()
            with self._lock:
                self.done += opened

    def wait_for(self, many: int, crowd: Sequence[Future[None]]) -> None:
        """Go on while so many more come through, or until one of them fails."""
        enough = self.done + many
        while self.done < enough and not any(one.done() for one in crowd):
            time.sleep(0.01)


def as_told(run: Run) -> tuple[str, str]:
    """Figure and control's figure of rotations with a server and without."""
    return (
        f"{run.sum('children'):.0f} children, and over HTTP {run.sum('asked'):.0f} operations in "
        f"{run.sum('rotated'):.0f} rotations: 0 failed, 0 lost; "
        f"0 of {run.sum('retired'):.0f} retired keys' links and pairs opened",
        f"keys in the wrong order: {run.sum('reversed'):.0f} of {run.sum('made reversed'):.0f} "
        "links dead",
    )
