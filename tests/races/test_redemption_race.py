"""F1: four processes send a different answer for every link at once; each link takes just one."""

import time
from collections import Counter

import pytest
from sqlalchemy import select, text
from sqlalchemy.engine import make_url

from boernestemme.domain.draft import Draft
from boernestemme.domain.errors import AlreadyAnswered
from boernestemme.domain.invitation import Standing
from boernestemme.domain.questionnaire import Answers
from boernestemme.domain.roles import Role
from boernestemme.services import administering, answering, inviting
from boernestemme.services.administering import NewAccount
from boernestemme.services.visiting import Visit
from boernestemme.storage.browser_secret import new_browser_secret
from boernestemme.storage.db import session, transaction
from boernestemme.storage.invitations import InvitationRow, invitation_of
from tests.factories import NOW, PASSWORD
from tests.fuzz.guessers import let_expire
from tests.night.runs import Run
from tests.races.processes import meet, together
from tests.races.stored import as_stored, stored
from tests.world import World

BY_DAY, BY_NIGHT, ROUNDS = 400, 2000, 5  # by night 10,000 links on each kind of database
PROCESSES = 4
SENT_IN_A_ROW = 10
MORE_WORKERS = ("ida", "bo", "eva")
WORKERS = ("mette", "jonas", "nadia", "sofie", "karim", *MORE_WORKERS)
NAIVE_LINKS, NAIVE_BY_NIGHT, MOST = 100, 1000, 0.9
SECONDS_OF_SEALING = 0.003


def hire(world: World) -> None:
    """So many case workers that the pairs of words suffice."""
    for name in MORE_WORKERS:
        email = f"{name}@test.example"
        administering.add_account(NewAccount(email, Role.CASEWORKER, "0461", name, PASSWORD))


def make_links(world: World, many: int) -> list[str]:
    """So many invitations, spread over all case workers."""
    each = many // len(WORKERS)
    made = [
        link
        for name in WORKERS
        for link in inviting.invite(world.person(name), world.order(), world.links, NOW, each)
    ]
    assert len(made) == many
    return [link.invitation_id for link in made]


def loaded_pages(process: int, invitation_ids: list[str]) -> list[Visit]:
    """The last page of every link as one phone has it open: in by the words, ready to send."""
    query = select(InvitationRow).where(InvitationRow.id.in_(invitation_ids))
    found = {row.id: invitation_of(row) for row in session().scalars(query)}
    pages = []
    for number, invitation_id in enumerate(invitation_ids):
        draft = Draft(said_by(process, number))
        browser, invitation = new_browser_secret(), found[invitation_id]
        pages.append(Visit(browser, invitation, True, draft, Standing.BEFORE, frozenset(), b""))
    session().rollback()
    return pages


def said_by(process: int, number: int) -> Answers:
    return {"topics_text": f"ord nummer {number} fra telefon {process}", "person-far": "no"}


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


def race(world: World, many: int) -> int:
    """Four phones send for so many new links; how many links took exactly one of the four."""
    invitation_ids = make_links(world, many)
    phones = [(process, invitation_ids) for process in range(PROCESSES)]
    before = events()
    received = together(world.tools.settings.database, send_all, *phones)
    winners = [[phone for phone in range(PROCESSES) if received[phone][one]] for one in range(many)]
    assert Counter(len(one) for one in winners) == {1: many}
    found = stored(world, invitation_ids)
    for number, invitation_id in enumerate(invitation_ids):
        assert found[invitation_id] == [as_stored(said_by(winners[number][0], number))]
    assert events() - before == many
    assert len(set(map(tuple, winners))) > 1, "no race: one phone won every link"
    return len(found)


def events() -> int:
    """How many events there are; nothing is held open."""
    found = session().execute(text("SELECT count(*) FROM events")).scalar_one()
    session().rollback()
    return int(found)


def test_of_four_answers_sent_at_once_each_link_takes_exactly_one(any_world: World) -> None:
    hire(any_world)
    assert race(any_world, BY_DAY) == BY_DAY


def send_naively(process: int, many: int) -> list[bool]:
    """The control: look whether the link is unspent, seal, then store and spend it."""
    received = []
    for number in range(many):
        one = {"id": number, "process": process}
        meet()
        with transaction() as current:
            query = text("SELECT answered FROM naive_links WHERE id = :id")
            is_spent = bool(current.execute(query, one).scalar_one())
        time.sleep(SECONDS_OF_SEALING)
        if not is_spent:
            with transaction() as current:
                current.execute(text("INSERT INTO naive_answers VALUES (:id, :process)"), one)
                current.execute(text("UPDATE naive_links SET answered = 1 WHERE id = :id"), one)
        received.append(not is_spent)
    return received


def doubled_naively(world: World, many: int) -> int:
    """How many of so many links take more than one answer when they are checked first."""
    with transaction() as current:
        current.execute(text("CREATE TABLE naive_links (id INTEGER PRIMARY KEY, answered INTEGER)"))
        current.execute(text("CREATE TABLE naive_answers (id INTEGER, process INTEGER)"))
        rows = [{"id": number} for number in range(many)]
        current.execute(text("INSERT INTO naive_links VALUES (:id, 0)"), rows)
    each = [(process, many) for process in range(PROCESSES)]
    received = together(world.tools.settings.database, send_naively, *each)
    return sum(sum(one[number] for one in received) > 1 for number in range(many))


def test_links_that_are_checked_first_and_spent_afterwards_are_spent_twice(
    any_world: World,
) -> None:
    assert doubled_naively(any_world, NAIVE_LINKS) > MOST * NAIVE_LINKS


@pytest.mark.night
def test_F1_ten_thousand_links_on_each_kind_of_database(any_world: World) -> None:
    kind = make_url(any_world.tools.settings.database).get_backend_name()
    run = Run("F1", ("sqlite", "postgresql", "sqlite control", "postgresql control"))
    hire(any_world)
    for _, figures in run.rounds(kind, ROUNDS):
        figures["links"] = race(any_world, BY_NIGHT)
        let_expire(NOW)
    for _, figures in run.rounds(f"{kind} control"):
        figures["doubled"] = doubled_naively(any_world, NAIVE_BY_NIGHT)
        assert figures["doubled"] > MOST * NAIVE_BY_NIGHT
        figures["naive"] = NAIVE_BY_NIGHT
    run.close(
        f"{run.sum('links'):.0f} links, {PROCESSES} processes each: 0 double, 0 lost",
        f"checked first and spent afterwards {run.sum('doubled') / run.sum('naive'):.1%} double",
    )
