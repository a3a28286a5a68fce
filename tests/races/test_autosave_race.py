"""An autosave still on its way when something is pressed: what was pressed stands, always.

Two processes: one saves what was typed on every page, the other presses something on the same.
"""

import time

from sqlalchemy import select

from boernestemme.domain.draft import from_bytes, to_bytes
from boernestemme.domain.errors import DraftChanged, LinkDead, SessionGone
from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.services import answering, answering_after, entering
from boernestemme.services.entering import draft_purpose
from boernestemme.services.making_links import MadeLink
from boernestemme.services.visiting import Visit
from boernestemme.storage import drafts
from boernestemme.storage.browser_secret import from_cookie
from boernestemme.storage.db import session, transaction
from boernestemme.storage.drafts import DraftRow
from tests.factories import NOW
from tests.races.processes import meet, together
from tests.world import World

CHILDREN = 16
SCREEN = INSTRUMENTS[AgeGroup.OLDER].screens[1]
TYPED, PRESSED, EARLIER = "tastet", "trykket", "før"
# What must be left: the text, nothing in a draft that is there, or no draft at all.
LEFT = {"next": PRESSED, "skip": "", "erase": "", "hide": None, "send": None, "send_after": None}
Page = tuple[str, str]  # the browser's cookie, and what is pressed


def loaded(pages: list[Page]) -> list[Visit]:
    """Every child's page, before anything happens."""
    found = [entering.visit(cookie, NOW) for cookie, _ in pages]
    session().rollback()
    return found


def race(pages: list[Page], work: str) -> list[bool]:
    """One process: does its part on every page, at the same moment as the other."""
    done = []
    for number, visit in enumerate(loaded(pages)):
        meet()
        if work == "press":
            time.sleep((3 - number % 4) * 0.0005)
            _press(visit, pages[number][1])
            done.append(True)
        else:
            time.sleep(number % 4 * 0.001)
            done.append(_type(visit) if work == "type" else _type_plainly(visit))
    return done


def _type(visit: Visit) -> bool:
    """The page's script saves what was typed; whether it was kept."""
    try:
        if "attended" in visit.draft.answers:
            answering_after.keep(visit, {"more_text": TYPED}, visit.draft_token, NOW)
        else:
            given = {"topics_text": TYPED}
            answering.keep(visit, SCREEN.questions, given, visit.draft_token, NOW)
    except (DraftChanged, SessionGone, LinkDead):
        return False
    return True


def _type_plainly(visit: Visit) -> bool:
    """The control: save whatever was typed, whatever stands there by now."""
    link_id = visit.invitation.id
    draft = visit.draft.saved(SCREEN.codes, {"topics_text": TYPED})
    sealed = visit.browser.seal(to_bytes(draft), draft_purpose(link_id))
    with transaction():
        drafts.save(visit.browser.hash, link_id, sealed, NOW)
    return True


def _press(visit: Visit, button: str) -> None:
    if button == "next":
        answering.save(visit, SCREEN.questions, {"topics_text": PRESSED}, NOW)
    elif button == "skip":
        answering.skip(visit, SCREEN.questions, NOW)
    elif button == "erase":
        answering.erase(visit, SCREEN.questions, NOW)
    elif button == "hide":
        entering.hide(visit.browser.cookie)
    elif button == "send":
        answering.send(visit, {}, NOW)
    else:
        answering_after.send_after(visit, {}, NOW)


def children(world: World, *buttons: str, every: int = 2) -> list[Page]:
    """Children with a page open, some with something written; a link each to send."""
    pages, shared = [], world.link()
    for button in buttons:
        for number in range(CHILDREN):
            link = world.link() if button.startswith("send") else shared
            has_written = number % every == 0
            pages.append((_child(world, link, button, has_written=has_written), button))
    return pages


def _child(world: World, link: MadeLink, button: str, *, has_written: bool) -> str:
    if button == "send_after":
        world.hold(link)
    browser = world.come_in(link)
    if button == "send_after":
        world.tap_all(browser, {"attended": "yes"})
    elif has_written:
        given = {"topics_text": EARLIER}
        answering.keep(world.visit(browser), SCREEN.questions, given, "", NOW)
    return browser.cookie


def left(pages: list[Page]) -> dict[str, set[str | None]]:
    """What the drafts say in their text field, by what was pressed; None where there is none."""
    session().expire_all()
    rows = {row.browser: row for row in session().scalars(select(DraftRow))}
    found: dict[str, set[str | None]] = {button: set() for _, button in pages}
    for cookie, button in pages:
        secret = from_cookie(cookie)
        assert secret is not None
        row = rows.get(secret.hash)
        content = row and secret.open(row.content, draft_purpose(row.invitation_id))
        text = from_bytes(content).answers.get("topics_text", "") if content else None
        found[button].add(None if text is None else str(text))
    return found


def both(world: World, pages: list[Page], work: str) -> list[bool]:
    """Both processes on the same pages; what the one that types has done."""
    session().rollback()
    typed, _ = together(world.tools.settings.database, race, (pages, work), (pages, "press"))
    return list(typed)


def test_whatever_is_pressed_stands(any_world: World) -> None:
    pages = children(any_world, *LEFT)
    kept = both(any_world, pages, "type")
    assert left(pages) == {button: {wanted} for button, wanted in LEFT.items()}
    assert True in kept and False in kept, "no race: one of the two was always first"


def test_control_saved_plainly_what_was_erased_or_hidden_is_back(any_world: World) -> None:
    pages = children(any_world, "erase", "hide", every=1)
    both(any_world, pages, "type plainly")
    assert all(TYPED in found for found in left(pages).values())
