"""Fixtures of the tests about stolen things."""

from collections.abc import Iterator

import pytest

from boernestemme.domain.meeting import AgeGroup
from tests.browser.server import free_port
from tests.databases import EmptyDatabases
from tests.factories import older_answers
from tests.stolen.phones import Phone
from tests.stolen.three_doors import SOON, ThreeDoors, now, three_doors

SUBMITS = 4


@pytest.fixture(scope="session")
def doors(
    empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ThreeDoors]:
    """The three doors, each at work: children have sent, a case worker read, figures were seen.

    Their mail server and their SMS gateway are away.
    """
    away = {
        "mail_host": "127.0.0.1", "mail_port": str(free_port()), "mail_security": "none",
        "mail_from": "boernestemme@test.example", "staff_url": "http://127.0.0.1",
        "sms_gateway": "gatewayapi", "sms_sender": "Hej", "sms_token": "invented",
        "sms_callback_secret": "", "sms_address": f"http://127.0.0.1:{free_port()}",
    }  # fmt: skip
    with three_doors(empty_databases, tmp_path_factory.mktemp("doors"), away) as made:
        with made.inside() as world:
            links = [world.link(starts_at=now() + SOON) for _ in range(SUBMITS)]
        for link in links:
            Phone(made.doors["child"].port).answer(link, older_answers(), AgeGroup.OLDER)
        worker = Phone(made.doors["staff"].port)
        assert worker.sign_in("/raadgiver", "mette@test.example") == 303
        assert worker.get(f"/raadgiver/moeder/{links[0].meeting_id}") == 200
        assert Phone(made.doors["board"].port).get("/tal/") == 200
        yield made
