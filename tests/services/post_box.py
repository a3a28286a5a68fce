"""What tests of the post box do: fill it, file, and look at what is left of a meeting's papers."""

from datetime import date, datetime

from sqlalchemy import text

from boernestemme.domain.meeting import Phone
from boernestemme.domain.questionnaire import Value
from boernestemme.services import filing, overseeing
from boernestemme.services.filing import PostBox, Seen
from boernestemme.services.making_links import MadeLink
from boernestemme.services.overseeing import Overdue, Task
from boernestemme.storage.access_log import AccessLogRow
from boernestemme.storage.db import session
from tests.factories import MEETING, NOW, older_answers
from tests.services.steps import reply_to_all, set_now
from tests.world import World

FILED = date(2027, 3, 20)
ERASED = date(2027, 5, 1)  # thirty days after the link's expiry on April 1st
TAPS = {"attended": "yes", "heard": "no"}
WORDS: dict[str, Value] = {"more_text": "I sagde, at I ville ringe. æøå"}


def on(world: World, day: date, hour: int = 10) -> datetime:
    """Move the world's clock to a day; the moment."""
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=NOW.tzinfo)
    set_now(world, seconds=(moment - NOW).total_seconds())
    return moment


def answered(world: World, by: str = "mette", **changes: object) -> MadeLink:
    """A meeting whose child has answered before it, every wish replied to."""
    set_now(world)
    link = world.link(by, **({"phone": Phone.CHILD} | changes))
    world.answer(link, older_answers())
    reply_to_all(world, link, by)
    return link


def said_after(world: World, link: MadeLink, **words: Value) -> None:
    """The child says something after the meeting; the clock moves to the day after it."""
    set_now(world, seconds=(MEETING - NOW).total_seconds() + 86_400)
    world.answer_after(link, TAPS, words or WORDS)


def seen(world: World, link: MadeLink, by: str = "mette") -> Seen:
    """What a page that was opened now would show."""
    return filing.look(world.setting(by), link.meeting_id).seen


def file_all(world: World, link: MadeLink, day: date = FILED, by: str = "mette") -> None:
    """The case worker files all there is on a day."""
    on(world, day)
    filing.file(world.setting(by), link.meeting_id, seen(world, link, by))


def look(world: World, link: MadeLink, by: str = "mette") -> PostBox:
    """How the papers of a meeting stand."""
    session().expire_all()
    return filing.look(world.setting(by), link.meeting_id)


def overdue(world: World) -> list[Task]:
    """What the leader is told of papers that nobody has filed in time."""
    tasks = overseeing.overview(world.setting("leder")).tasks
    return [task for task in tasks if task.what is Overdue.FILING]


def left(link: MadeLink) -> dict[str, int]:
    """How many rows each table still has of a meeting, and letters."""
    queries = {
        "answers": "SELECT count(*) FROM submissions WHERE meeting_id = :id",
        "framings": "SELECT count(*) FROM framings WHERE meeting_id = :id",
        "letters": "SELECT count(*) FROM invitations WHERE meeting_id = :id AND letter IS NOT NULL",
    }
    found = {
        name: session().execute(text(query), {"id": link.meeting_id}).scalar_one()
        for name, query in queries.items()
    }
    session().rollback()
    return {name: int(count) for name, count in found.items()}


def erasing_actors(link: MadeLink) -> list[str]:
    """Who, by the access log, erased something of a meeting."""
    rows = session().query(AccessLogRow).filter_by(subject=link.meeting_id, action="erased")
    return [row.actor for row in rows]
