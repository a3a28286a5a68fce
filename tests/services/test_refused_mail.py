"""E-mails that the server refuses: whose fault it is, and when one is given up."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from boernestemme.domain.meeting import danish_day
from boernestemme.domain.notices import Notice
from boernestemme.domain.roles import Role
from boernestemme.services.sending_mail import Letter, Posted, send_due
from boernestemme.storage import outbox
from boernestemme.storage.db import transaction
from boernestemme.storage.outbox import MOST_TRIES, Order
from tests.factories import NOW, older_answers
from tests.post_office import TAKEN, PostOffice, post_office
from tests.services.notices import tell
from tests.services.steps import set_now
from tests.world import World

LETTERS = dict.fromkeys(Role, Letter("Noget", "Der venter noget.\n"))
EVERYBODY = [f"{name}@test.example" for name in ("jonas", "karim", "mette", "sofie")]
DAY = timedelta(days=1)
ALWAYS = ["550 relaying denied", "451 greylisted", "452 full"]


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """A mail server that takes everything."""
    with post_office() as made:
        yield made


@pytest.fixture
def told(world: World) -> World:
    """A world where four people are to have one e-mail each."""
    world.answer(world.link(), older_answers())
    tell(world)
    return world


def send(world: World, office: PostOffice, hours: float) -> Posted:
    """A run so long after the beginning."""
    set_now(world, hours=hours)
    return send_due(office.server(), LETTERS, world.clock())


def write_to_karim(world: World) -> None:
    """Somebody else has an e-mail coming."""
    about = f"{world.clock():%d%H}"
    with transaction():
        outbox.order(Order(world.person("karim").id, Notice.ARRIVED, about), world.clock())


@pytest.mark.parametrize("answer", ALWAYS)
def test_a_server_that_refuses_everybody_costs_no_try_and_the_wait_is_told(
    told: World, office: PostOffice, answer: str
) -> None:
    office.refusals |= dict.fromkeys(EVERYBODY, answer)
    for hour in range(60):
        done = send(told, office, hour)
        assert (done.sent, done.unsent.waiting, done.unsent.given_up) == (0, 4, 0)
        assert (done.unsent.since, done.trouble) == (NOW, "SMTPRecipientsRefused")
    office.refusals.clear()
    assert send(told, office, 60).sent == 4
    assert office.addresses == EVERYBODY


@pytest.mark.parametrize("answer", ["554 looks like spam", "451 try later"])
def test_a_server_that_takes_nobodys_text_costs_no_try(
    told: World, office: PostOffice, answer: str
) -> None:
    office.data_answer = answer
    for day in range(MOST_TRIES + 2):
        done = send(told, office, 24 * day)
        assert (done.unsent.waiting, done.unsent.since, done.trouble) == (4, NOW, "SMTPDataError")
    office.data_answer = TAKEN
    assert send(told, office, 24 * MOST_TRIES + 48).sent == 4


@pytest.mark.parametrize(("answer", "most"), [("550 no such user", 5), ("450 later", MOST_TRIES)])
def test_an_address_refused_while_others_are_served_is_given_up(
    told: World, office: PostOffice, answer: str, most: int
) -> None:
    """The control: here it is the address."""
    office.refusals["jonas@test.example"] = answer
    states = []
    for day in range(MOST_TRIES + 2):
        set_now(told, days=day)
        write_to_karim(told)
        states.append(send(told, office, 24 * day))
    assert [one.unsent.given_up for one in states].index(1) == most - 1
    assert (states[-1].unsent.waiting, states[-1].unsent.given_up) == (0, 1)
    assert {one.trouble for one in states} == {""}
    office.refusals.clear()
    assert send(told, office, 24 * MOST_TRIES + 48).sent == 0


def test_an_address_refused_alone_on_a_later_day_is_not_judged_by_it(
    told: World, office: PostOffice
) -> None:
    office.refusals["jonas@test.example"] = "550 no such user"
    assert send(told, office, 0).trouble == ""
    for day in range(1, MOST_TRIES):
        done = send(told, office, 24 * day)
        assert (done.unsent.given_up, done.trouble) == (0, "SMTPRecipientsRefused")


def test_an_e_mail_that_is_tried_again_and_again_is_known_to_have_waited(
    told: World, office: PostOffice
) -> None:
    office.refusals["jonas@test.example"] = "451 greylisted"
    for tries in range(MOST_TRIES - 1):
        minutes = 5 * (2**tries - 1)
        set_now(told, minutes=minutes)
        write_to_karim(told)
        done = send(told, office, minutes / 60)
        assert (done.unsent.waiting, done.unsent.since) == (1, NOW), minutes
    assert told.clock() - NOW > timedelta(hours=21)


def test_a_server_that_hangs_up_each_time_gives_nothing_up(told: World, office: PostOffice) -> None:
    office.refusals |= dict.fromkeys(EVERYBODY, "421 going down")
    for day in range(4 * MOST_TRIES + 4):
        done = send(told, office, 24 * day)
        assert (done.unsent.waiting, done.unsent.given_up) == (4, 0)
    assert done.unsent.since is not None
    assert danish_day(told.clock()) - danish_day(done.unsent.since) > DAY
    office.refusals.clear()
    assert send(told, office, 24 * 4 * MOST_TRIES + 240).sent == 4
