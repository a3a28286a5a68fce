"""F1: four processes send a different answer for every link at once; each link takes just one."""

import json
from collections import Counter

from sqlalchemy import select, text

from boernestemme.domain.draft import Draft
from boernestemme.domain.errors import AlreadyAnswered
from boernestemme.domain.invitation import Standing
from boernestemme.domain.ports import Place
from boernestemme.domain.roles import Role
from boernestemme.services import administering, answering, inviting
from boernestemme.services.administering import NewAccount
from boernestemme.services.visiting import Visit
from boernestemme.storage.browser_secret import new_browser_secret
from boernestemme.storage.db import session, transaction
from boernestemme.storage.invitations import InvitationRow, invitation_of
from boernestemme.storage.submissions import SubmissionRow
from tests.factories import NOW, PASSWORD
from tests.races.processes import meet, together
from tests.world import World

LINKS = 2000
PROCESSES = 4
LINKS_OF_ONE_WORKER = 250
SENT_IN_A_ROW = 10
MORE_WORKERS = ("ida", "bo", "eva")
WORKERS = ("mette", "jonas", "nadia", "sofie", "karim", *MORE_WORKERS)
NAIVE_LINKS = 400


def make_links(world: World) -> list[str]:
    """Two thousand invitations, spread over so many case workers that the words suffice."""
    for name in MORE_WORKERS:
        email = f"{name}@test.example"
        administering.add_account(NewAccount(email, Role.CASEWORKER, "0461", name, PASSWORD))
    made = [
        link
        for name in WORKERS
        for link in inviting.invite(
            world.person(name), world.order(), world.links, NOW, LINKS_OF_ONE_WORKER
        )
    ]
    assert len(made) == LINKS
    return [link.invitation_id for link in made]


def loaded_pages(process: int, invitation_ids: list[str]) -> list[Visit]:
    """The last page of every link as one phone has it open: in by the words, ready to send."""
    query = select(InvitationRow).where(InvitationRow.id.in_(invitation_ids))
    found = {row.id: invitation_of(row) for row in session().scalars(query)}
    pages = []
    for number, invitation_id in enumerate(invitation_ids):
        draft = Draft({"topics_text": text_of(process, number), "person-far": "no"})
        browser, invitation = new_browser_secret(), found[invitation_id]
        pages.append(Visit(browser, invitation, True, draft, Standing.BEFORE, frozenset(), b""))
    session().rollback()
    return pages


def text_of(process: int, number: int) -> str:
    return f"ord nummer {number} fra telefon {process}"


def send_all(process: int, invitation_ids: list[str]) -> list[bool]:
    """One process: has every page open, then sends them all; whether each was received."""
    received = []
    for number, visit in enumerate(loaded_pages(process, invitation_ids)):
        if number % SENT_IN_A_ROW == 0:
            meet()
        try:
            answering.send(visit, {}, NOW)
        except AlreadyAnswered:
            received.append(False)
        else:
            received.append(True)
    return received


def stored_texts(world: World, invitation_ids: list[str]) -> dict[str, list[str]]:
    """What lies sealed under each link, opened."""
    found: dict[str, list[str]] = {one: [] for one in invitation_ids}
    for row in session().scalars(select(SubmissionRow)):
        if row.invitation_id in found:
            opened = world.links.keys.opener.open(
                Place(row.municipality, row.id), row.key_id, row.wrapped_key, row.envelopes
            )
            assert json.loads(opened["guarded_closed"]) == {"person-far": "no"}
            found[row.invitation_id].append(json.loads(opened["open_texts"])["topics_text"])
    return found


def test_of_four_answers_sent_at_once_each_link_takes_exactly_one(any_world: World) -> None:
    invitation_ids = make_links(any_world)
    phones = [(process, invitation_ids) for process in range(PROCESSES)]
    before = session().execute(text("SELECT count(*) FROM events")).scalar_one()
    session().rollback()
    received = together(any_world.tools.settings.database, send_all, *phones)
    winners = [
        [process for process in range(PROCESSES) if received[process][number]]
        for number in range(LINKS)
    ]
    assert Counter(len(one) for one in winners) == {1: LINKS}
    stored = stored_texts(any_world, invitation_ids)
    for number, invitation_id in enumerate(invitation_ids):
        assert stored[invitation_id] == [text_of(winners[number][0], number)]
    after = session().execute(text("SELECT count(*) FROM events")).scalar_one()
    assert after - before == LINKS
    assert len(set(map(tuple, winners))) > 1, "no race: one phone won every link"


def send_naively(process: int) -> list[bool]:
    """The control: look whether the link is unspent, then store and spend it."""
    received = []
    for number in range(NAIVE_LINKS):
        one = {"id": number, "process": process}
        with transaction() as current:
            query = text("SELECT answered FROM naive_links WHERE id = :id")
            is_spent = bool(current.execute(query, one).scalar_one())
        if not is_spent:
            with transaction() as current:
                current.execute(text("INSERT INTO naive_answers VALUES (:id, :process)"), one)
                current.execute(text("UPDATE naive_links SET answered = 1 WHERE id = :id"), one)
        received.append(not is_spent)
    return received


def test_links_that_are_checked_first_and_spent_afterwards_are_spent_twice(
    any_world: World,
) -> None:
    with transaction() as current:
        current.execute(text("CREATE TABLE naive_links (id INTEGER PRIMARY KEY, answered INTEGER)"))
        current.execute(text("CREATE TABLE naive_answers (id INTEGER, process INTEGER)"))
        rows = [{"id": number} for number in range(NAIVE_LINKS)]
        current.execute(text("INSERT INTO naive_links VALUES (:id, 0)"), rows)
    each = [(process,) for process in range(PROCESSES)]
    received = together(any_world.tools.settings.database, send_naively, *each)
    times = Counter(sum(one[number] for one in received) for number in range(NAIVE_LINKS))
    doubles = sum(links for count, links in times.items() if count > 1)
    assert doubles > 0, times
