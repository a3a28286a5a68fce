"""The gateway's later word: signed, twice, out of order, of a message that is not ours."""

import itertools
import json

import pytest

from boernestemme.domain.sms_gateway import Handed, Outcome
from boernestemme.services.message_receipts import is_signed, take
from boernestemme.services.sending_messages import send
from tests.services.texting import OpenEar, is_erased, order, row, state, way_out
from tests.sms_peer import SECRET, signed, status_of
from tests.world import World

GATEWAY_ID = "01JNN696A9E0WS89FPYGT15NBX"
RANK = ("sent", "undelivered", "delivered")
MEANING = {
    "ACCEPTED": "sent", "ENROUTE": "sent", "DELIVERED": "delivered", "EXPIRED": "undelivered",
    "DELETED": "undelivered", "UNDELIVERABLE": "undelivered", "REJECTED": "undelivered",
    "UNKNOWN": "sent", "SOMETHING_NEW": "sent", "": "sent",
}  # fmt: skip
GARBAGE = (
    b"", b"x", b"[]", b"null", b'{"event_type": "message.status.sms"}', b"[" * 60_000,
    b'{"event_type": "message.status.sms", "event": []}', b"\xff\xfe",
    b'{"event_type": "message.status.sms", "event": {"reference": 1, "msg_id": 2}}',
)  # fmt: skip


def begun(world: World, outcome: Outcome = Outcome.SENT) -> str:
    """An order that the gateway took, or may have taken."""
    gateway_id = GATEWAY_ID if outcome is Outcome.SENT else ""
    order_id = order(world, world.link())
    send(way_out(world, OpenEar(Handed(outcome, gateway_id))), order_id, world.clock())
    return order_id


def say(world: World, order_id: str, status: str, gateway_id: str = GATEWAY_ID) -> bool:
    return take(status_of(order_id, gateway_id, status), world.clock())


@pytest.mark.parametrize("status", MEANING)
def test_each_word_means_what_it_is_published_to_mean(shared_world: World, status: str) -> None:
    order_id = begun(shared_world)
    say(shared_world, order_id, status)
    assert state(order_id) == MEANING[status]


@pytest.mark.parametrize(
    "words", list(itertools.permutations(["ENROUTE", "EXPIRED", "DELIVERED"])), ids="-".join
)
def test_in_any_order_and_however_often_the_end_is_the_same(
    shared_world: World, words: tuple[str, ...]
) -> None:
    order_id = begun(shared_world)
    seen = ["sent"]
    for word in (*words, *words, *reversed(words)):
        changed = say(shared_world, order_id, word)
        assert changed is (state(order_id) != seen[-1])
        seen.append(state(order_id))
    assert seen[-1] == "delivered"
    assert [RANK.index(one) for one in seen] == sorted(RANK.index(one) for one in seen)


def test_it_tells_what_became_of_a_message_nobody_knew_of(shared_world: World) -> None:
    order_id = begun(shared_world, Outcome.UNKNOWN)
    assert state(order_id) == "unknown"
    assert say(shared_world, order_id, "ENROUTE")
    assert (state(order_id), row(order_id).gateway_id) == ("sent", GATEWAY_ID)
    assert not say(shared_world, order_id, "DELIVERED", gateway_id="another")
    assert say(shared_world, order_id, "DELIVERED")


def test_a_word_that_comes_before_the_answer_stands(shared_world: World) -> None:
    order_id = order(shared_world, shared_world.link())
    ear = OpenEar(meanwhile=lambda: say(shared_world, order_id, "DELIVERED"))
    send(way_out(shared_world, ear), order_id, shared_world.clock())
    assert (state(order_id), is_erased(order_id)) == ("delivered", True)


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.LATER])
def test_what_never_went_out_cannot_be_delivered(shared_world: World, outcome: Outcome) -> None:
    order_id = begun(shared_world, outcome)
    before = state(order_id)
    assert not say(shared_world, order_id, "DELIVERED")
    assert (state(order_id), before in {"waiting", "given_up"}) == (before, True)


@pytest.mark.parametrize("body", GARBAGE, ids=lambda body: repr(body[:12]))
def test_what_is_no_word_changes_nothing(shared_world: World, body: bytes) -> None:
    assert take(body, shared_world.clock()) is False


def test_a_word_on_another_thing_or_of_another_message_changes_nothing(
    shared_world: World,
) -> None:
    order_id = begun(shared_world)
    assert not say(shared_world, "f" * 32, "DELIVERED")
    rcs = status_of(order_id, GATEWAY_ID, "DELIVERED", event_type="message.status.rcs")
    assert not take(rcs, shared_world.clock())
    assert state(order_id) == "sent"


def test_a_signature_is_over_every_byte_and_by_the_secret() -> None:
    body = status_of("0" * 32, GATEWAY_ID, "DELIVERED")
    right = signed(body)
    assert is_signed(body, right, SECRET)
    same = json.dumps(json.loads(body), indent=1).encode()
    assert not is_signed(body + b" ", right, SECRET) and not is_signed(same, right, SECRET)
    wrong = ("", right[3:], right.upper(), f"{right}, {right}", "æ", signed(body, "x" * 40))
    assert not any(is_signed(body, signature, SECRET) for signature in wrong)
