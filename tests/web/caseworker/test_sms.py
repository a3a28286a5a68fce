"""The message to the child's phone, from the page: typed twice, sent at once, and never told of."""

import logging
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest

from boernestemme import create_app
from boernestemme.domain.meeting import Phone
from boernestemme.services.making_links import MadeLink
from boernestemme.settings import Settings
from boernestemme.storage.db import db
from tests.clock import Clock
from tests.factories import NOW, test_settings
from tests.page_client import Page, PageClient
from tests.sms_peer import SECRET, TOKEN, Fault, Peer, signed, sms_peer, status_of
from tests.web.conftest import DATABASE, Stage
from tests.web.reading_pages import words_of
from tests.web.scene import Scene

NUMBER = "20 00 00 07"
TYPED = {"number": NUMBER, "number_again": "+45 2000 0007"}
FIELDS = {"number", "number_again"}


@pytest.fixture(scope="module")
def running() -> Iterator[Peer]:
    with sms_peer() as made:
        yield made


@pytest.fixture
def peer(running: Peer) -> Peer:
    return running.as_new()


@pytest.fixture(scope="module")
def sending(
    stage: Stage, running: Peer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    """An installation that sends messages, for all tests here: each has links of its own."""
    folder = tmp_path_factory.mktemp("sending")
    shutil.copytree(stage.stocked, folder, dirs_exist_ok=True)
    settings = test_settings(folder, f"sqlite:///{folder / DATABASE}", sms=running.settings())
    clock = Clock(NOW)
    app = create_app(settings, clock=clock)
    yield Scene(app, clock)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def texting(sending: Scene, peer: Peer) -> Scene:
    """That installation, where nobody has ordered anything."""
    sending.run("DELETE FROM messages")
    return sending


def meeting_of(link: MadeLink) -> str:
    return f"/raadgiver/moeder/{link.meeting_id}"


def box(mette: PageClient, link: MadeLink) -> dict[str, str]:
    """The fields of the form on the link's page."""
    page = Page(mette.post(f"{meeting_of(link)}/link").text)
    names = FIELDS | {"once"}
    return {one["name"]: one.get("value", "") for one in page.fields if one.get("name") in names}


def send(mette: PageClient, link: MadeLink, **changes: str) -> str:
    """Send from the link's page; what the meeting's page says then."""
    sent = mette.post_fields(f"{meeting_of(link)}/sms", box(mette, link) | TYPED | changes)
    assert (sent.status_code, sent.headers["Location"]) == (303, f"{meeting_of(link)}?sms=1")
    return words_of(mette.get(sent.headers["Location"]))


def test_one_press_sends_the_message_and_says_so(texting: Scene, peer: Peer) -> None:
    link, mette = texting.link(), texting.staff()
    said = send(mette, link)
    assert "Sms'en er sendt" in said and "Vi ved ikke, om telefonen har fået den." in said
    [taken] = peer.taken
    assert (taken["recipient"], taken["message"].count(link.token)) == (4520000007, 1)
    page = mette.post(f"{meeting_of(link)}/link")
    assert "Sms'en er sendt" in words_of(page) and "Du kan sende 2 gange." in words_of(page)
    assert not re.search(r"0007|00 07", page.text), "a number is never shown again"


def test_two_presses_send_one_message(texting: Scene, peer: Peer) -> None:
    link, mette = texting.link(), texting.staff()
    order = box(mette, link) | TYPED
    for _ in range(2):
        assert mette.post_fields(f"{meeting_of(link)}/sms", order).status_code == 303
    assert len(peer.taken) == texting.count("messages") == 1
    mette.post_fields(f"{meeting_of(link)}/sms", order | dict.fromkeys(FIELDS, "20000008"))
    assert len(peer.taken) == 2, "another number on the same page is another order"


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"number_again": "20 00 00 08"}, "number_again", "De to numre er ikke ens."),
        ({"number": "", "number_again": ""}, "number", "Skriv barnets mobilnummer."),
        ({"number": "33 12 34 56"}, "number", "Det ligner ikke et mobilnummer."),
        ({"number": "010203-1234"}, "number", "Et dansk nummer har 8 cifre."),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_what_was_typed_stays(
    texting: Scene, peer: Peer, changes: dict[str, str], field: str, said: str
) -> None:
    link, mette = texting.link(), texting.staff()
    given = box(mette, link) | TYPED | changes
    page = mette.post_fields(f"{meeting_of(link)}/sms", given)
    assert page.status_code == 422 and page.text.count(said) == 2
    shown = {one.get("name"): one for one in Page(page.text).fields}
    assert {name: shown[name].get("value", "") for name in FIELDS} == {
        name: given[name] for name in FIELDS
    }
    assert "aria-invalid" in shown[field] and f"m-{field}" in shown[field]["aria-describedby"]
    assert (peer.taken, texting.count("messages")) == ([], 0)


@pytest.mark.parametrize("phone", [Phone.SHARED, Phone.UNSURE, Phone.NONE])
def test_only_the_childs_own_phone_is_offered_one(texting: Scene, peer: Peer, phone: Phone) -> None:
    link, mette = texting.link(phone=phone), texting.staff()
    assert box(mette, link) == {}
    assert mette.post_fields(f"{meeting_of(link)}/sms", TYPED).status_code == 422
    assert (peer.taken, texting.count("messages")) == ([], 0)


def test_without_a_gateway_the_page_offers_none_and_sends_none(scene: Scene) -> None:
    link, mette = scene.link(), scene.staff()
    assert box(mette, link) == {}
    assert mette.post_fields(f"{meeting_of(link)}/sms", TYPED).status_code == 422
    assert scene.count("messages") == 0


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Fault.HANGS_UP, "Vi ved ikke, om beskeden kom af sted"),
        ((503, b""), "Sms'en venter"),
        ((422, b"{}"), "Nummeret blev ikke taget imod."),
        ((403, b"{}"), "Fejlen er hos os."),
    ],
)
def test_trouble_is_told_with_what_to_do(
    texting: Scene, peer: Peer, answer: tuple[int, bytes] | Fault, said: str
) -> None:
    peer.answer = answer
    assert said in send(texting.staff(), texting.link())


def test_the_list_asks_for_another_until_the_child_has_come(texting: Scene, peer: Peer) -> None:
    link, mette, task = texting.link(), texting.staff(), "Sms'en kom måske ikke frem"
    send(mette, link)
    assert task not in words_of(mette.get("/raadgiver/")), "the control: it has gone out"
    peer.answer = Fault.HANGS_UP
    send(mette, link)
    assert task in words_of(mette.get("/raadgiver/"))
    assert "Vis linket, og send igen" in words_of(mette.get(meeting_of(link)))
    texting.run("UPDATE invitations SET starts = 1 WHERE id = :id", id=link.invitation_id)
    assert task not in words_of(mette.get("/raadgiver/"))
    assert "Vis linket, og send igen" not in words_of(mette.get(meeting_of(link)))


def test_the_fourth_is_not_offered(texting: Scene, peer: Peer) -> None:
    link, mette = texting.link(), texting.staff()
    for _ in range(3):
        send(mette, link)
    page = mette.post(f"{meeting_of(link)}/link")
    assert "Der er sendt tre sms'er til mødet." in words_of(page)
    assert mette.post_fields(f"{meeting_of(link)}/sms", TYPED).status_code == 422
    assert len(peer.taken) == 3


def test_the_gateways_word_is_taken_only_when_it_is_signed(texting: Scene, peer: Peer) -> None:
    link, mette, client = texting.link(), texting.staff(), texting.app.test_client()
    send(mette, link)
    [[order_id, gateway_id]] = texting.rows("SELECT id, gateway_id FROM messages")
    body = status_of(order_id, gateway_id, "DELIVERED")
    for signature in ({}, {"Signature": ""}, {"Signature": signed(body, "x" * 40)}):
        assert client.post("/sms/status", data=body, headers=signature).status_code == 403
    assert "Sms'en er sendt" in words_of(mette.get(meeting_of(link)))
    unknown = status_of("f" * 32, gateway_id, "DELIVERED")
    for given in (unknown, body, body, b"x"):
        done = client.post("/sms/status", data=given, headers={"Signature": signed(given)})
        assert (done.status_code, done.data) == (204, b"")
    assert "Sms'en er leveret" in words_of(mette.get(meeting_of(link)))


def test_without_a_secret_nobody_may_tell_anything(settings: Settings, peer: Peer) -> None:
    silent = replace(settings, sms=peer.settings(callback_secret=""))
    body = status_of("0" * 32, "01J", "DELIVERED")
    for app in (create_app(silent), create_app(settings), create_app(silent, ("child",))):
        signature = {"Signature": signed(body, "")}
        client = app.test_client()
        assert client.post("/sms/status", data=body, headers=signature).status_code == 404
        with app.app_context():
            db.engine.dispose()


def test_no_log_holds_number_text_token_or_link(
    texting: Scene, peer: Peer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    mette = texting.staff()
    links = [texting.link() for _ in range(5)]
    answers = (None, (500, b"4520000007"), Fault.HALF, (422, b"4520000007"), (503, b""))
    for link, answer in zip(links, answers, strict=True):
        peer.answer = answer
        send(mette, link)
    texting.app.logger.error("the control: 20 00 00 08")
    held = "\n".join(f"{one.getMessage()} {one.args} {one.exc_text}" for one in caplog.records)
    secrets = [NUMBER, "20000007", "2000 0007", "vi talte om", TOKEN, SECRET]
    assert [one for one in (*secrets, *(link.token for link in links)) if one in held] == []
    assert "20 00 00 08" in held
