"""The gateway over a real connection: what is sent, and what each way to fail is taken for."""

import json
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from boernestemme.domain.sms_gateway import Handed, Outcome, Why
from boernestemme.services.gateway_api import GatewayApi
from boernestemme.services.gateway_file import FileGateway
from tests.post_office import free_port, self_made_certificate
from tests.sms_peer import HOST, IMPATIENT, SENDER, Fault, Peer, mute_machine, sms_peer

NUMBER, TEXT, REFERENCE = "4520000001", "Hej. Her er linket, æøå: https://x/b/y", "0" * 32
LATER, UNKNOWN = Handed(Outcome.LATER), Handed(Outcome.UNKNOWN)
NUMBERS_FAULT = Handed(Outcome.REFUSED, why=Why.MESSAGE)
SETUPS_FAULT = Handed(Outcome.REFUSED, why=Why.SETUP)
ANSWERS: dict[str, tuple[tuple[int, bytes] | Fault, Handed]] = {
    "too many": ((429, b"{}"), LATER),
    "closed for now": ((503, b"<html>"), LATER),
    "bad request": ((400, b"{}"), NUMBERS_FAULT),
    "a bad number": ((422, b'{"code":"0x0308","message":"4520000001"}'), NUMBERS_FAULT),
    "no token": ((401, b"{}"), SETUPS_FAULT),
    "no money": ((402, b"{}"), SETUPS_FAULT),
    "another token": ((403, b"{}"), SETUPS_FAULT),
    "nothing there": ((404, b"{}"), SETUPS_FAULT),
    "moved": ((307, b""), SETUPS_FAULT),
    "broken inside": ((500, b"{}"), UNKNOWN),
    "broken on the way": ((502, b""), UNKNOWN),
    "late on the way": ((504, b""), UNKNOWN),
    "taken, and no JSON": ((202, b"OK"), UNKNOWN),
    "taken, and too deep": ((202, b"[" * 60_000), UNKNOWN),
    "taken, and no id": ((202, b'{"recipient": 4520000001}'), UNKNOWN),
    "taken, and a strange id": ((202, b'{"msg_id": 7}'), UNKNOWN),
    "taken, and a long id": ((202, b'{"msg_id": "%s"}' % (b"x" * 65)), UNKNOWN),
    "taken, and a list": ((200, b"[]"), UNKNOWN),
    "silence after reading": (Fault.SILENT, UNKNOWN),
    "hung up after reading": (Fault.HANGS_UP, UNKNOWN),
    "half an answer": (Fault.HALF, UNKNOWN),
}


@pytest.fixture(scope="module")
def running() -> Iterator[Peer]:
    with sms_peer() as made:
        yield made


@pytest.fixture
def peer(running: Peer) -> Peer:
    return running.as_new()


def send(peer: Peer, **changes: object) -> Handed:
    return GatewayApi(peer.settings(**changes)).send(NUMBER, TEXT, REFERENCE)


def test_a_message_is_handed_in_as_the_api_wants_it(peer: Peer) -> None:
    handed = send(peer)
    assert (handed.outcome, len(handed.gateway_id)) == (Outcome.SENT, 26)
    assert peer.taken == [
        {
            "sender": SENDER,
            "recipient": 4520000001,
            "message": TEXT,
            "reference": REFERENCE,
            "expiration": "P1D",
        }
    ]


def test_another_token_is_refused_as_the_api_does(peer: Peer) -> None:
    assert send(peer, token="et-andet-token") == SETUPS_FAULT
    assert peer.taken == []


@pytest.mark.parametrize("case", ANSWERS)
def test_an_answer_is_taken_for_what_it_says_and_no_more(peer: Peer, case: str) -> None:
    peer.answer, wanted = ANSWERS[case]
    asked = peer.asked
    waits = {"patience": IMPATIENT} if peer.answer is Fault.SILENT else {}
    assert send(peer, **waits) == wanted
    assert peer.asked == asked + 1, "nothing is tried twice, and nobody is followed elsewhere"


def test_where_nobody_listens_nothing_was_sent() -> None:
    nowhere = Peer(address=f"http://{HOST}:{free_port()}")
    assert send(nowhere) == LATER


def test_before_the_line_is_safe_nothing_was_sent(tmp_path: Path) -> None:
    with mute_machine() as address:
        assert send(Peer(address=address), patience=IMPATIENT) == LATER
    context, _ = self_made_certificate(tmp_path)
    with sms_peer(within=context) as peer:
        assert send(peer) == LATER
        assert (peer.asked, peer.taken) == (0, []), "a certificate that nobody vouches for"


def test_over_a_line_that_is_safe_it_goes_out(tmp_path: Path) -> None:
    context, file = self_made_certificate(tmp_path)
    with sms_peer(within=context) as peer:
        gateway = GatewayApi(peer.settings(), ssl.create_default_context(cafile=str(file)))
        assert gateway.send(NUMBER, TEXT, REFERENCE).outcome is Outcome.SENT


def test_the_file_holds_one_line_a_message_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "sms.jsonl"
    gateway = FileGateway(str(file))
    assert [gateway.send(NUMBER, TEXT, one).outcome for one in ("a", "b")] == [Outcome.SENT] * 2
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [line["reference"] for line in lines] == ["a", "b"]
    assert (lines[0]["number"], lines[0]["text"]) == (NUMBER, TEXT)
    assert file.stat().st_mode & 0o777 == 0o600
    assert FileGateway(str(tmp_path)).send(NUMBER, TEXT, "c") == LATER
