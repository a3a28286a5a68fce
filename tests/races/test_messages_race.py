"""Messages at once: no more orders than a meeting and a day have, and none is sent twice."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import delete, insert

from boernestemme import HOLIDAYS, create_app
from boernestemme.domain.errors import MessageRefused
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.message_state import MessageState
from boernestemme.domain.ports import LinkTools
from boernestemme.domain.roles import Person
from boernestemme.domain.sms_gateway import SmsGateway
from boernestemme.domain.working_days import WorkingDays
from boernestemme.services import ordering_messages, sending_messages
from boernestemme.services.access import Setting
from boernestemme.services.gateway_api import GatewayApi
from boernestemme.services.key_keeping import KeyKeeper
from boernestemme.services.ordering_messages import MOST_A_DAY, MOST_A_MEETING
from boernestemme.services.sending_messages import WayOut
from boernestemme.services.setting_up import make_key_files
from boernestemme.services.statistics_keys import StatisticsKeeper
from boernestemme.settings import Settings
from boernestemme.storage import message_sending, messages
from boernestemme.storage.db import db, session, transaction
from boernestemme.storage.ids import new_id
from boernestemme.storage.messages import FIELD, MessageRow, NewMessage
from boernestemme.storage.sealing import Envelope
from boernestemme.storage.tokens import LinkSigner
from boernestemme.storage.wrapping import read_key
from tests.clock import Clock
from tests.databases import EmptyDatabases
from tests.factories import NOW, test_settings
from tests.races.processes import meet, together
from tests.services.texting import NUMBER
from tests.sms_peer import Peer, sms_peer
from tests.world import World

WORKERS, MANY = 2, 8


@dataclass(frozen=True)
class Place:
    """What a process needs to act as somebody on this installation."""

    settings: Settings
    person: Person
    gateway: SmsGateway

    def tools(self, epoch: int) -> LinkTools:
        """The tools that make links."""
        keys = KeyKeeper(read_key(self.settings.wrapping_key_file))
        signer = LinkSigner(self.settings.link_keys, epoch)
        return LinkTools(signer, keys, StatisticsKeeper(self.settings.statistics_folder), epoch)

    def way(self, epoch: int) -> WayOut:
        """The way to the gateway."""
        return WayOut(GatewayApi(self.gateway), lambda token: f"Hej. {token}", self.tools(epoch))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting(
    request: pytest.FixtureRequest,
    empty_databases: EmptyDatabases,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Flask]:
    """An installation on each kind of database, for all tests here."""
    folder = tmp_path_factory.mktemp("texting")
    with empty_databases.fresh(request.param, folder) as address:
        settings = test_settings(folder, address)
        make_key_files(settings.wrapping_key_file, settings.epoch_file)
        app = create_app(settings, clock=Clock(NOW))
        with app.app_context():
            World.begin(app, Clock(NOW))
        yield app
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def world(lasting: Flask) -> Iterator[World]:
    """Its world, where nobody has ordered anything."""
    with lasting.app_context():
        with transaction() as current:
            current.execute(delete(MessageRow))
        yield World(lasting, Clock(NOW))
        db.session.remove()


@pytest.fixture
def peer() -> Iterator[Peer]:
    with sms_peer() as made:
        yield made


def place_of(world: World, peer: Peer) -> Place:
    return Place(world.tools.settings, world.person(), peer.settings())


def run(world: World, work: object, *each: tuple[object, ...]) -> list[int]:
    address = world.tools.settings.database
    db.session.remove()
    return together(address, work, *each)  # type: ignore[arg-type]  # a function of this module


def order_and_send(place: Place, epoch: int, meeting_ids: list[str]) -> int:
    """One process: orders and sends until it is refused; how many it ordered."""
    setting = Setting(place.person, NOW, WorkingDays(HOLIDAYS))
    way, ordered = place.way(epoch), 0
    for meeting_id in meeting_ids:
        try:
            meet()
            args = (setting, meeting_id, NUMBER, new_id(), way.tools)
            order_id = ordering_messages.order(*args)
        except MessageRefused:
            continue
        ordered += 1
        sending_messages.send(way, order_id, NOW)
    return ordered


def look_and_order(place: Place, link_id: str, meeting_id: str, day: date) -> int:
    """The control: looks whether there is room, and orders afterwards."""
    ordering_messages.check_quotas(meeting_id, place.person.id, day)
    session().rollback()
    meet()
    envelope = Envelope("k", b"", {FIELD: b""})
    with transaction():
        messages.add(NewMessage(new_id(), link_id, "0265", place.person.id, envelope), day, NOW)
    return 1


def fill(world: World, meeting: str, left: int, of: int) -> None:
    """Leave room for so many orders more."""
    usual = {
        "invitation_id": meeting, "municipality": "0265", "account_id": world.person().id,
        "turn": 0, "tries": 1, "state": MessageState.SENT, "next_try_at": NOW,
        "ordered_on": danish_day(NOW),
    }  # fmt: skip
    with transaction():
        session().execute(insert(MessageRow), [{**usual, "id": new_id()} for _ in range(of - left)])


def test_a_meeting_has_no_more_than_its_share(world: World, peer: Peer) -> None:
    link = world.link()
    each = (place_of(world, peer), world.links.epoch, [link.meeting_id] * 4)
    done = run(world, order_and_send, *[each] * WORKERS)
    # An order that still waits is replaced by the next; what goes out is what is counted.
    assert len(peer.taken) == messages.count_of_meeting(link.meeting_id) == MOST_A_MEETING
    assert sum(done) >= MOST_A_MEETING


def test_a_worker_has_no_more_a_day_than_fifty(world: World, peer: Peer) -> None:
    links = [world.link() for _ in range(WORKERS + 1)]
    fill(world, links.pop().invitation_id, 1, MOST_A_DAY)
    place, epoch = place_of(world, peer), world.links.epoch
    done = run(world, order_and_send, *[(place, epoch, [one.meeting_id]) for one in links])
    assert (sum(done), len(peer.taken)) == (1, 1)


def test_control_looked_at_first_more_are_ordered_than_there_may_be(
    world: World, peer: Peer
) -> None:
    link, day = world.link(), danish_day(NOW)
    fill(world, link.invitation_id, 1, MOST_A_MEETING)
    each = (place_of(world, peer), link.invitation_id, link.meeting_id, day)
    run(world, look_and_order, *[each] * WORKERS)
    assert messages.count_of_meeting(link.meeting_id) > MOST_A_MEETING


def send_all(place: Place, epoch: int) -> int:
    """One process: housekeeping."""
    meet()
    return sending_messages.send_due(place.way(epoch), NOW).sent


def send_naively(place: Place, epoch: int) -> int:
    """The control: sends what is due, and claims nothing before."""
    gateway, due = GatewayApi(place.gateway), message_sending.due(NOW, MANY)
    session().rollback()
    meet()
    for order_id in due:
        gateway.send(NUMBER, "Hej", order_id)
    return len(due)


def ordered(world: World) -> list[str]:
    """Orders that wait, each with a link of its own."""
    args = [(world.setting(), world.link().meeting_id, NUMBER, new_id()) for _ in range(MANY)]
    return sorted(ordering_messages.order(*one, world.links) for one in args)


def test_two_runs_send_each_message_once(world: World, peer: Peer) -> None:
    order_ids = ordered(world)
    each = (place_of(world, peer), world.links.epoch)
    done = run(world, send_all, each, each)
    assert peer.references == order_ids
    assert (sum(done), peer.asked) == (MANY, MANY)


def test_control_two_runs_that_claim_nothing_send_each_twice(world: World, peer: Peer) -> None:
    order_ids = ordered(world)
    each = (place_of(world, peer), world.links.epoch)
    run(world, send_naively, each, each)
    assert Counter(peer.references) == dict.fromkeys(order_ids, 2)
