"""F4: mail server and SMS gateway down: children notice nothing, and what waits goes out later."""

from datetime import timedelta
from pathlib import Path

import pytest

from boernestemme.domain.mail_server import MailServer, Security
from boernestemme.domain.roles import Role
from boernestemme.services.gateway_api import GatewayApi
from boernestemme.services.sending_mail import Letter, send_due
from boernestemme.services.sending_messages import send_due as send_messages
from boernestemme.storage.db import db, transaction
from tests.begun_worlds import BegunWorlds
from tests.clock import Clock
from tests.crash import hostile_parts
from tests.factories import NOW
from tests.night.runs import Run
from tests.post_office import HOST, SENDER, PostOffice, free_port, post_office
from tests.services.notices import tell
from tests.services.texting import order, way_out
from tests.sms_peer import Peer, sms_peer
from tests.world import World

TIMES, A_ROUND = 200, 20
LETTERS = {role: Letter("Der er noget til dig", "Log ind og se det.") for role in Role}
A_MINUTE = timedelta(minutes=1)


def nobody() -> MailServer:
    """A mail server that is down."""
    return MailServer(HOST, free_port(), Security.NONE, SENDER)


def begin_anew(world: World, table: str) -> None:
    """A morning on which nothing waits to be sent."""
    world.clock.now = NOW  # type: ignore[attr-defined]  # a test's clock
    empty(table)


def empty(table: str) -> None:
    """Throw away all rows of a table."""
    with transaction() as current:
        current.execute(db.metadata.tables[table].delete())


def answer(world: World) -> None:
    """A child sends; the services' state is none of its business."""
    world.answer(world.link(), {"topics_text": "Må jeg blive på min skole?"})


def mail_outage(world: World, office: PostOffice, *, forgets: bool = False) -> list[str]:
    """An answer comes while no mail goes out; what is wrong with what goes out later."""
    begin_anew(world, "outbox")
    office.taken.clear()
    answer(world)
    tell(world)
    while_down = send_due(nobody(), LETTERS, world.clock())
    wrong = [] if while_down.trouble and not while_down.sent else ["the trouble is not told of"]
    waited = while_down.unsent.waiting
    if forgets:
        empty("outbox")
    world.clock.now += A_MINUTE  # type: ignore[attr-defined]  # a test's clock
    later = send_due(office.server(), LETTERS, world.clock())
    if not 0 < waited == later.sent == len(office.taken):
        wrong.append(f"{waited} waited, {later.sent} went out")
    return wrong + [f"{later.unsent.waiting} still wait"] * bool(later.unsent.waiting)


def gateway_outage(world: World, peer: Peer, *, forgets: bool = False) -> list[str]:
    """A link is ordered while no message goes out; what is wrong with what goes out later."""
    begin_anew(world, "messages")
    peer.as_new()
    order_id = order(world, world.link())
    away = GatewayApi(Peer(address=f"http://{HOST}:{free_port()}").settings())
    while_down = send_messages(way_out(world, away), world.clock())
    answer(world)
    wrong = [] if while_down.sent == 0 else ["sent to nobody"]
    if forgets:
        empty("messages")
    world.clock.now += A_MINUTE  # type: ignore[attr-defined]  # a test's clock
    send_messages(way_out(world, GatewayApi(peer.settings())), world.clock())
    return wrong + ([] if peer.references == [order_id] else [f"taken: {peer.references}"])


def test_what_waits_goes_out_once_a_minute_after_the_mail_server_is_back(world: World) -> None:
    with post_office() as office:
        assert mail_outage(world, office) == []
        assert mail_outage(world, office, forgets=True) != [], "the control"


def test_what_waits_goes_out_once_a_minute_after_the_gateway_is_back(world: World) -> None:
    with sms_peer() as peer:
        assert gateway_outage(world, peer) == []
        assert gateway_outage(world, peer, forgets=True) != [], "the control"


@pytest.mark.night
@pytest.mark.parametrize("part", ["mail", "messages"])
def test_F4_services_down(begun_worlds: BegunWorlds, tmp_path: Path, part: str) -> None:
    run = Run("F4", hostile_parts.PARTS)
    for number, figures in run.rounds(part, TIMES // A_ROUND):
        folder = tmp_path / str(number)
        folder.mkdir()
        with (
            begun_worlds.world("sqlite", folder, Clock(NOW)) as world,
            post_office() as office,
            sms_peer() as peer,
        ):
            for _ in range(A_ROUND):
                is_mail = part == "mail"
                found = mail_outage(world, office) if is_mail else gateway_outage(world, peer)
                assert found == []
        figures["evenings"] = A_ROUND
    hostile_parts.close(run)


@pytest.mark.night
def test_F4_controls_of_services(world: World) -> None:
    run = Run("F4", hostile_parts.PARTS)
    for _, figures in run.rounds("controls of services"):
        with post_office() as office, sms_peer() as peer:
            found = (
                mail_outage(world, office, forgets=True),
                gateway_outage(world, peer, forgets=True),
            )
        figures["found"] = sum(map(bool, found))
        assert figures["found"] == len(found)
    hostile_parts.close(run)
