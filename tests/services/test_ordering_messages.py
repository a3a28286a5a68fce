"""Ordering a message to a child's phone: for whom, how often, once a press, and sealed."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from boernestemme.domain.errors import AlreadyMade, MessageRefused, NotFound
from boernestemme.domain.meeting import Phone, danish_day
from boernestemme.domain.message_state import MessageState
from boernestemme.domain.sms_gateway import Handed, Outcome, Why
from boernestemme.services import changing_links, sending_messages
from boernestemme.services.making_links import MadeLink
from boernestemme.services.ordering_messages import MOST_A_DAY, MOST_A_MEETING, standing
from boernestemme.storage.db import db, session, transaction
from boernestemme.storage.ids import new_id
from boernestemme.storage.messages import MessageRow
from tests.factories import NOW
from tests.raw_bytes import raw
from tests.services.steps import count, log_of, set_now
from tests.services.texting import CANARIES, NUMBER, OpenEar, is_erased, order, row, state, way_out
from tests.world import World

REFUSED = Handed(Outcome.REFUSED, why=Why.MESSAGE)


def refusal(world: World, link: MadeLink, by: str = "mette") -> str:
    before = count("messages"), log_of(link)
    with pytest.raises(MessageRefused) as refused:
        order(world, link, by)
    assert (count("messages"), log_of(link)) == before, "nothing is changed"
    return refused.value.rule


def send(world: World, order_id: str, gateway: OpenEar | None = None) -> str:
    """Send an order and tell how it stands then."""
    sending_messages.send(way_out(world, gateway or OpenEar()), order_id, world.clock())
    return state(order_id)


def everything() -> str:
    """Every row of every table, and where it is a file all its bytes."""
    found = [
        repr(tuple(line))
        for table in db.metadata.sorted_tables
        for line in session().execute(text(f"SELECT * FROM {table.name}"))
    ]
    file = session().get_bind().engine.url.database or ""
    session().rollback()
    if file.endswith("sqlite3"):
        found.append(raw(Path(file)).decode("latin-1"))
    return "".join(found)


def test_an_order_is_sealed_logged_and_waits(shared_world: World) -> None:
    link = shared_world.link()
    order_id = order(shared_world, link)
    found = row(order_id)
    assert (found.state, found.tries, found.ordered_on) == ("waiting", 0, danish_day(NOW))
    assert found.content and not is_erased(order_id)
    assert log_of(link)[-1] == "sms_ordered"
    now = standing(shared_world.setting(), link.meeting_id)
    assert (now.state, now.left) == (MessageState.WAITING, MOST_A_MEETING - 1)


def test_no_dump_holds_the_number_before_or_after(shared_world: World) -> None:
    link = shared_world.link(case_number="kanarie-4711")
    order_id = order(shared_world, link)
    for _ in range(2):
        dump = everything()
        assert [one for one in (*CANARIES, NUMBER) if one in dump] == []
        assert order_id in dump, "the control: a dump tells what is not sealed"
        send(shared_world, order_id)
    assert is_erased(order_id)


@pytest.mark.parametrize("phone", [Phone.SHARED, Phone.UNSURE, Phone.NONE])
def test_only_a_phone_that_is_the_childs_alone_gets_one(shared_world: World, phone: Phone) -> None:
    assert refusal(shared_world, shared_world.link(phone=phone)) == "phone"


@pytest.mark.parametrize("who", ["nadia", "jonas", "sofie", "leder"])
def test_nobody_else_can_order_or_see_one(shared_world: World, who: str) -> None:
    link = shared_world.link()
    with pytest.raises(NotFound):
        order(shared_world, link, who)
    with pytest.raises(NotFound):
        standing(shared_world.setting(who), link.meeting_id)


def test_a_press_twice_is_one_order_and_another_number_is_another(shared_world: World) -> None:
    link, once = shared_world.link(), new_id()
    first = order(shared_world, link, once=once)
    lines = log_of(link)
    with pytest.raises(AlreadyMade):
        order(shared_world, link, once=once)
    assert log_of(link) == lines
    assert order(shared_world, link, once=once, number="4520000002") != first
    assert state(first) == "withdrawn" and is_erased(first), "one at a time waits"


def test_a_meeting_has_three_and_a_link_made_anew_no_more(shared_world: World) -> None:
    link = shared_world.link()
    for left in (2, 1):
        assert send(shared_world, order(shared_world, link)) == "sent"
        assert standing(shared_world.setting(), link.meeting_id).left == left
    changing_links.make_anew(shared_world.setting(), link.meeting_id, shared_world.links)
    assert standing(shared_world.setting(), link.meeting_id).state is None
    assert send(shared_world, order(shared_world, link)) == "sent"
    assert refusal(shared_world, link) == "meeting_quota"
    assert order(shared_world, shared_world.link()), "the control: another meeting has its own"


def test_what_never_went_out_is_not_charged_to_the_meeting(shared_world: World) -> None:
    link = shared_world.link()
    for _ in range(MOST_A_MEETING + 1):
        assert send(shared_world, order(shared_world, link), OpenEar(REFUSED)) == "given_up"
    assert standing(shared_world.setting(), link.meeting_id).left == MOST_A_MEETING


def test_a_worker_has_fifty_a_day_whatever_came_of_them(shared_world: World) -> None:
    set_now(shared_world, days=2)
    link, today = shared_world.link("nadia"), danish_day(shared_world.clock())
    usual = {
        "invitation_id": link.invitation_id, "municipality": "0265", "turn": 1, "tries": 1,
        "account_id": shared_world.person("nadia").id, "state": MessageState.GIVEN_UP,
        "next_try_at": NOW, "ordered_on": today,
    }  # fmt: skip
    with transaction():
        many = [{**usual, "id": new_id()} for _ in range(MOST_A_DAY - 1)]
        session().execute(insert(MessageRow), many)
    assert order(shared_world, link, "nadia")
    assert refusal(shared_world, shared_world.link("nadia"), "nadia") == "day_quota"
    assert order(shared_world, shared_world.link()), "the control: a colleague has its own"
    set_now(shared_world, days=3)
    assert order(shared_world, shared_world.link("nadia"), "nadia"), "the next day is another"


def test_while_one_is_being_sent_no_other_is_ordered(shared_world: World) -> None:
    link, rules = shared_world.link(), list[str]()
    ear = OpenEar(meanwhile=lambda: rules.append(refusal(shared_world, link)))
    assert send(shared_world, order(shared_world, link), ear) == "sent"
    assert rules == ["under_way"]


def test_a_dead_link_is_not_sent(shared_world: World) -> None:
    revoked, locked, over, cancelled = (shared_world.link() for _ in range(4))
    changing_links.revoke(shared_world.setting(), revoked.meeting_id)
    changing_links.cancel(shared_world.setting(), cancelled.meeting_id)
    with transaction() as current:
        current.execute(
            text("UPDATE invitations SET wrong_picks = 5 WHERE id = :id"),
            {"id": locked.invitation_id},
        )
    dead = [refusal(shared_world, link) for link in (revoked, locked, cancelled)]
    set_now(shared_world, days=30)
    assert [*dead, refusal(shared_world, over)] == ["link_dead"] * 4


@pytest.mark.parametrize("what", ["revoke", "make_anew", "cancel"])
def test_what_has_not_gone_out_goes_with_its_link(shared_world: World, what: str) -> None:
    link, other = shared_world.link(), shared_world.link()
    order_id, noise = order(shared_world, link), order(shared_world, other)
    more = (shared_world.links,) if what == "make_anew" else ()
    getattr(changing_links, what)(shared_world.setting(), link.meeting_id, *more)
    assert (state(order_id), is_erased(order_id)) == ("withdrawn", True)
    assert (state(noise), is_erased(noise)) == ("waiting", False)
    ear = OpenEar()
    assert sending_messages.send(way_out(shared_world, ear), order_id, shared_world.clock()) is None
    assert ear.heard == []


def test_moving_a_meeting_withdraws_nothing(shared_world: World) -> None:
    link = shared_world.link()
    order_id = order(shared_world, link)
    later = shared_world.clock() + timedelta(days=12)
    changing_links.move(shared_world.setting(), link.meeting_id, later, shared_world.links)
    assert state(order_id) == "waiting"
