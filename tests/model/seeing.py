"""What can be seen of the program after each step, beside what the model says must be seen."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from boernestemme.domain.errors import LinkDead, NotFound, SessionGone
from boernestemme.domain.invitation import standing
from boernestemme.domain.questionnaire import Answers
from boernestemme.services import access, after_words, entering, framing, reading_letters
from boernestemme.services.making_links import MadeLink
from boernestemme.services.visiting import Visit
from boernestemme.storage.browser_secret import BrowserSecret
from boernestemme.storage.db import session
from tests.model.children import Children
from tests.model.promised import COLLEAGUES, Browser, Link, Meeting, Opens, Said
from tests.world import World

STRANGER = "sofie"
TABLES = ("meetings", "submissions", "framings")


@dataclass
class Made:
    """What the program gave: a link for each of the model's, a cookie for each browser.

    ``lost`` are tokens that no backup brought back, ``ended`` cookies whose session is over;
    ``compared`` is how everything lay when what readers see was looked up last.
    """

    links: list[MadeLink] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    cookies: dict[int, BrowserSecret] = field(default_factory=dict)
    ended: list[BrowserSecret] = field(default_factory=list)
    compared: object = None

    def id_of(self, model: Children, meeting: Meeting) -> str:
        """The program's name of a meeting."""
        one = next(at for at, link in enumerate(model.links) if link.meeting is meeting)
        return self.links[one].meeting_id


def difference(world: World, model: Children, made: Made) -> list[str]:
    """Everything in which the program is not what was promised."""
    return [
        *_links(world, model, made),
        *_browsers(world, model, made),
        *_meetings(world, model, made),
    ]


def _links(world: World, model: Children, made: Made) -> list[str]:
    wanted = [
        (one.token, model.opens(link)) for link, one in zip(model.links, made.links, strict=True)
    ]
    wanted += [(token, Opens.DEAD) for token in made.lost]
    found = []
    for number, (token, opens) in enumerate(wanted):
        seen = _opens(world, token)
        if seen != opens:
            found.append(f"link {number} is {seen}, promised {opens}")
    return found


def _opens(world: World, token: str) -> str:
    try:
        return standing(entering.look(world.tools.signer, token, world.clock()), world.clock())
    except LinkDead:
        return Opens.DEAD


def _browsers(world: World, model: Children, made: Made) -> list[str]:
    found = [
        "a session that was ended lives"
        for cookie in made.ended[-2:]
        if _visit(world, cookie) is not None
    ]
    for number, browser in enumerate(model.browsers):
        seen = _visit(world, made.cookies.get(number))
        found += [f"browser {number}: {one}" for one in _browser(model, browser, seen)]
    return found


def _visit(world: World, cookie: BrowserSecret | None) -> Visit | None:
    if cookie is None:
        return None
    try:
        return world.visit(cookie)
    except SessionGone:
        return None


def _browser(model: Children, browser: Browser, visit: Visit | None) -> list[str]:
    if not browser.lives(model.now) or browser.link is None or visit is None:
        return [] if visit is None and not browser.lives(model.now) else ["session or none"]
    draft, seen = browser.draft(model.now), visit.draft
    wanted = {
        "stands": model.opens(browser.link),
        "knows": browser.knows,
        "sent": browser.sent,
        "draft": draft.said,
        "shown": {code: said for code, said in draft.said.items() if code not in draft.hidden},
        "letter": _letter_promised(model, browser, browser.link),
    }
    real = {
        "stands": visit.standing,
        "knows": visit.knows_words,
        "sent": set(visit.sent),
        "draft": seen.answers,
        "shown": {code: said for code in seen.answers if (said := seen.shown(code)) is not None},
        "letter": _letter(visit),
    }
    return [
        f"{one}: {real[one]!r}, not {wanted[one]!r}" for one in wanted if real[one] != wanted[one]
    ]


def _letter_promised(model: Children, browser: Browser, link: Link) -> str | None:
    can_read = browser.knows and link.meeting.own_phone and model.opens(link) is not Opens.DEAD
    return link.letter if can_read else None


def _letter(visit: Visit) -> str | None:
    try:
        lines = reading_letters.read_letter(visit)
    except (LinkDead, NotFound):
        return None
    return "".join(dict.fromkeys(line.own_words for line in lines))


def _meetings(world: World, model: Children, made: Made) -> list[str]:
    """What the readers see, looked up where anything lies there otherwise than it did."""
    lies = _rows(), repr([(one.owner, one.papers) for one in model.meetings]), id(world.app)
    if lies == made.compared:
        return []
    found = []
    for meeting in model.meetings:
        found += _meeting(world, meeting, made.id_of(model, meeting))
    made.compared = None if found else lies
    return found


def _rows() -> list[tuple[object, ...]]:
    run = session().connection().exec_driver_sql
    found = [tuple(row) for table in TABLES for row in run(f"SELECT * FROM {table}")]
    session().rollback()
    return found


def _meeting(world: World, meeting: Meeting, meeting_id: str) -> list[str]:
    links, owner = world.links, world.setting(meeting.owner)
    read = framing.read(owner, meeting_id, links.keys.opener, links.epoch)
    after = after_words.read_after(owner, meeting_id, links.keys.opener).said.texts
    found = []
    answers = [{**one.parts.open, **one.parts.guarded} for one in read.answers]
    if not _same(answers, [paper.said for paper in meeting.answers]):
        found.append(f"its reader reads {answers}")
    if sorted(after) != sorted(paper.said["more_text"] for paper in meeting.words_after):
        found.append(f"its reader reads {after} afterwards")
    if bool(read.framing.replies) != bool(meeting.replies):
        found.append("replies, or none")
    others = {*COLLEAGUES, STRANGER} - {meeting.owner, meeting.backup}
    return found + [f"{name} may read it" for name in others if _is_open(world, name, meeting_id)]


def _same(seen: Sequence[Answers], wanted: Sequence[Said]) -> bool:
    return sorted(map(_line, seen)) == sorted(map(_line, wanted))


def _line(answers: Answers | Said) -> str:
    return repr(sorted(answers.items()))


def _is_open(world: World, name: str, meeting_id: str) -> bool:
    try:
        access.own_meeting(world.setting(name), meeting_id)
    except NotFound:
        return False
    return True
