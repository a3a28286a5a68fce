"""Two housekeepings at once tell of everything once; without the claim they tell of it twice."""

from collections.abc import Iterator
from smtplib import SMTP

import pytest

from boernestemme import HOLIDAYS
from boernestemme.domain.mail_server import MailServer
from boernestemme.domain.roles import Role
from boernestemme.domain.working_days import WorkingDays
from boernestemme.services.announcing import order_all
from boernestemme.services.sending_mail import Letter, send_due
from boernestemme.storage import outbox
from boernestemme.storage.db import db, transaction
from tests.factories import NOW, older_answers
from tests.post_office import PostOffice, post_office
from tests.races.processes import meet, together
from tests.services.steps import count
from tests.world import World

LETTERS = dict.fromkeys(Role, Letter("Noget", "Der venter noget.\n"))
MANY = 12


@pytest.fixture
def busy_world(any_world: World) -> World:
    """Every case worker of two municipalities has something to be told of."""
    for number in range(MANY):
        name = ("mette", "jonas", "nadia", "sofie")[number % 4]
        any_world.answer(any_world.link(by=name), older_answers())
    return any_world


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """A mail server."""
    with post_office() as made:
        yield made


def order() -> int:
    """One process: how many e-mails it ordered."""
    return order_all(NOW, WorkingDays(HOLIDAYS))


def send(server: MailServer) -> int:
    """One process: how many it sent."""
    return send_due(server, LETTERS, NOW).sent


def send_naively(server: MailServer) -> int:
    """The control: sends what is due and marks it afterwards, and claims nothing before."""
    due = outbox.due(NOW, MANY)
    meet()
    with SMTP(server.host, server.port) as connection:
        for mail in due:
            connection.sendmail(server.sender, mail.address, b"Subject: Noget\r\n\r\nNoget\r\n")
            with transaction():
                outbox.mark_sent(mail.id, NOW.date())
    return len(due)


def test_two_runs_order_everything_once(busy_world: World) -> None:
    done = together(busy_world.tools.settings.database, order, (), ())
    assert sum(done) == count("outbox")
    assert min(done) < count("outbox")


def test_two_runs_send_everything_once(busy_world: World, office: PostOffice) -> None:
    order()
    people = {mail.address for mail in outbox.due(NOW, 1000)}
    address = busy_world.tools.settings.database
    db.session.remove()
    done = together(address, send, *[(office.server(),)] * 2)
    assert sum(done) == len(office.taken) == len(people)
    assert office.addresses == sorted(people)


def test_control_two_runs_that_claim_nothing_send_twice(
    busy_world: World, office: PostOffice
) -> None:
    order()
    due = len(outbox.due(NOW, MANY))
    address = busy_world.tools.settings.database
    db.session.remove()
    done = together(address, send_naively, *[(office.server(),)] * 2)
    assert (done, len(office.taken)) == ([due, due], 2 * due)
