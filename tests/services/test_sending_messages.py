"""Sending messages: at most once each, tried again only where that is safe, erased when settled."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from boernestemme.domain.sms_gateway import Handed, Outcome, Why
from boernestemme.services.gateway_api import GatewayApi
from boernestemme.services.sending_messages import (
    LONGEST_WAIT,
    LOST_AFTER,
    MOST_TRIES,
    SentMessages,
    send,
    send_due,
    tidy,
    wait_after,
)
from boernestemme.storage import message_sending
from boernestemme.storage.db import session, transaction
from boernestemme.web.message import message_with
from tests.factories import NOW
from tests.post_office import free_port
from tests.services.steps import count, set_now
from tests.services.texting import NUMBER, OpenEar, is_erased, order, row, state, way_out
from tests.sms import fits_one_part
from tests.sms_peer import HOST, IMPATIENT, Fault, Peer, sms_peer
from tests.world import World

DEATHS = {
    "expired": "UPDATE invitations SET expires_at = '2027-03-08 00:00:00+00' WHERE id = :id",
    "locked": "UPDATE invitations SET wrong_picks = 5 WHERE id = :id",
    "older than a restored snapshot": "UPDATE invitations SET epoch = epoch - 1 WHERE id = :id",
    "destroyed": "UPDATE invitations SET sealed_link = NULL WHERE id = :id",
}
SETTLED = {
    "sent": Handed(Outcome.SENT, "01J"),
    "given_up": Handed(Outcome.REFUSED, why=Why.MESSAGE),
    "unknown": Handed(Outcome.UNKNOWN),
}


@pytest.fixture
def quiet_world(shared_world: World) -> World:
    """A world where nobody has ordered anything yet."""
    with transaction() as current:
        current.execute(text("DELETE FROM messages"))
    return shared_world


def run(world: World, gateway: OpenEar | GatewayApi) -> SentMessages:
    """Housekeeping's part."""
    tidy(world.links.epoch, world.clock())
    return send_due(way_out(world, gateway), world.clock())


def test_a_message_is_the_neutral_text_with_the_link_and_goes_to_the_number(
    quiet_world: World,
) -> None:
    link, ear = quiet_world.link(), OpenEar()
    order_id = order(quiet_world, link)
    way = way_out(quiet_world, ear)
    real = type(way)(ear, message_with(quiet_world.tools.settings), way.tools)
    assert send(real, order_id, quiet_world.clock()) is Outcome.SENT
    wanted = f"Hej. Her er linket, vi talte om: http://127.0.0.1:5000/b/{link.token}"
    assert ear.heard == [(NUMBER, wanted, order_id)]
    assert fits_one_part(wanted)
    assert run(quiet_world, ear).sent == 0


def test_the_database_waits_for_no_network(quiet_world: World) -> None:
    ear = OpenEar()
    for _ in range(3):
        order(quiet_world, quiet_world.link())
    assert run(quiet_world, ear).sent == 3
    assert (len(ear.heard), ear.holds_up) == (3, 0)
    session().execute(text("SELECT 1"))
    ear.send("", "", "")
    assert ear.holds_up == 1, "the control"


@pytest.mark.parametrize("wanted", SETTLED)
def test_what_is_settled_is_erased_and_never_sent_again(quiet_world: World, wanted: str) -> None:
    order_id = order(quiet_world, quiet_world.link())
    ear = OpenEar(SETTLED[wanted])
    for days in (1, 2):
        run(quiet_world, ear)
        set_now(quiet_world, days=days)
        assert send(way_out(quiet_world, ear), order_id, quiet_world.clock()) is None
    assert (state(order_id), is_erased(order_id), len(ear.heard)) == (wanted, True, 1)


def test_where_nobody_listens_it_is_tried_again_ever_more_seldom(quiet_world: World) -> None:
    order_id, ways = order(quiet_world, quiet_world.link()), list[str]()
    gateway = GatewayApi(Peer(address=f"http://{HOST}:{free_port()}").settings())
    while state(order_id) == "waiting" and len(ways) < 2 * MOST_TRIES:
        assert not is_erased(order_id)
        due = row(order_id).next_try_at - NOW
        for early in (timedelta(seconds=1), timedelta()):
            set_now(quiet_world, seconds=(due - early).total_seconds())
            ways.append(str(send(way_out(quiet_world, gateway), order_id, quiet_world.clock())))
    assert ways == ["None", "later"] * MOST_TRIES, "never early, and no more often"
    assert (state(order_id), row(order_id).why) == ("given_up", "away")
    assert is_erased(order_id) and timedelta(hours=3) < due < timedelta(hours=5)
    assert run(quiet_world, OpenEar()).failed == 1


def test_waits_double_up_to_an_hour() -> None:
    waits = [wait_after(tries) for tries in range(1, 12)]
    assert waits[:3] == [timedelta(minutes=number) for number in (1, 2, 4)]
    assert max(waits) == LONGEST_WAIT and waits == sorted(waits)


@pytest.mark.parametrize("status", [429, 503])
def test_a_gateway_that_asks_to_come_back_is_asked_once_a_run(
    quiet_world: World, status: int
) -> None:
    for _ in range(3):
        order(quiet_world, quiet_world.link())
    with sms_peer() as peer:
        peer.answer = (status, b"{}")
        assert run(quiet_world, GatewayApi(peer.settings())) == SentMessages(0, 3, 0, 0)
        assert peer.asked == 1, "the others keep their tries"
        peer.answer = None
        set_now(quiet_world, minutes=1)
        assert run(quiet_world, GatewayApi(peer.settings())).sent == 3
        assert len(set(peer.references)) == 3


def test_an_answer_that_does_not_come_is_unknown_and_nobody_tries_again(quiet_world: World) -> None:
    order_id = order(quiet_world, quiet_world.link())
    with sms_peer() as peer:
        peer.answer = Fault.SILENT
        silent = GatewayApi(peer.settings(patience=IMPATIENT))
        assert run(quiet_world, silent) == SentMessages(0, 0, 1, 0)
        peer.answer = None
        set_now(quiet_world, days=1)
        run(quiet_world, GatewayApi(peer.settings()))
        assert (peer.asked, peer.taken) == (1, [])
    assert (state(order_id), is_erased(order_id)) == ("unknown", True)


def test_whoever_sent_and_is_gone_leaves_it_unknown(quiet_world: World) -> None:
    order_id, ear = order(quiet_world, quiet_world.link()), OpenEar()
    now, epoch = quiet_world.clock(), quiet_world.links.epoch
    with transaction():
        assert message_sending.claim(order_id, now, now + LOST_AFTER, epoch)
        assert not message_sending.claim(order_id, now, now + LOST_AFTER, epoch)
    for minutes, wanted in ((4, "sending"), (5, "unknown")):
        set_now(quiet_world, minutes=minutes)
        run(quiet_world, ear)
        assert state(order_id) == wanted
    assert is_erased(order_id) and ear.heard == []


@pytest.mark.parametrize("death", DEATHS)
def test_what_leads_to_a_dead_link_is_not_sent_and_is_erased(
    quiet_world: World, death: str
) -> None:
    link, other, ear = quiet_world.link(), quiet_world.link(), OpenEar()
    order_id, noise = order(quiet_world, link), order(quiet_world, other)
    with transaction() as current:
        current.execute(text(DEATHS[death]), {"id": link.invitation_id})
    assert send(way_out(quiet_world, ear), order_id, quiet_world.clock()) is None
    tidy(quiet_world.links.epoch, quiet_world.clock())
    assert (state(order_id), is_erased(order_id)) == ("withdrawn", True)
    assert (state(noise), is_erased(noise), ear.heard) == ("waiting", False, [])


def test_a_link_that_dies_while_the_gateway_is_away_is_not_sent_later(quiet_world: World) -> None:
    link = quiet_world.link()
    order_id, kill = order(quiet_world, link), text(DEATHS["locked"])

    def die() -> None:
        with transaction() as current:
            current.execute(kill, {"id": link.invitation_id})

    run(quiet_world, OpenEar(Handed(Outcome.LATER), meanwhile=die))
    assert state(order_id) == "waiting"
    ear = OpenEar()
    set_now(quiet_world, minutes=2)
    run(quiet_world, ear)
    assert (state(order_id), is_erased(order_id), ear.heard) == ("withdrawn", True, [])


def test_what_does_not_open_is_given_up_and_told_of(quiet_world: World) -> None:
    order_id, ear = order(quiet_world, quiet_world.link()), OpenEar()
    with transaction() as current:
        current.execute(text("UPDATE messages SET wrapped_key = content"))
    assert run(quiet_world, ear).failed == 1
    assert (state(order_id), row(order_id).why, ear.heard) == ("given_up", "broken", [])


def test_orders_go_thirty_days_after_their_link(quiet_world: World) -> None:
    link = quiet_world.link()
    order(quiet_world, link)
    run(quiet_world, OpenEar())
    left = (link.expires_at - quiet_world.clock()).days
    for days, there in ((left + 29, 1), (left + 31, 0)):
        set_now(quiet_world, days=days)
        tidy(quiet_world.links.epoch, quiet_world.clock())
        assert count("messages") == there
