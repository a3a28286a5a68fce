"""E-mails to staff over a real mail server: what stands in them, and what happens in trouble."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from boernestemme.domain.mail_server import MailServer, Security
from boernestemme.domain.roles import Role
from boernestemme.services import administering
from boernestemme.services.administering import NewAccount
from boernestemme.services.making_links import MadeLink
from boernestemme.services.sending_mail import LONGEST_WAIT, Letter, Posted, send_due, wait_after
from boernestemme.storage.outbox import MOST_TRIES
from boernestemme.web.staff.ways import HOMES
from boernestemme.web.staff_mail import PAGES, SUBJECT, bodies
from tests.factories import PASSWORD, older_answers
from tests.post_office import (
    HOST,
    SENDER,
    PostOffice,
    free_port,
    knows,
    post_office,
    self_made_certificate,
    silent_server,
)
from tests.services.notices import tell
from tests.services.steps import set_now
from tests.world import World

DOOR = "https://stab.post.example"
LETTERS = {role: Letter(SUBJECT, body) for role, body in bodies(DOOR).items()}
TEXT = "Der venter noget på dig i Børnestemme.\r\nLog ind og se det: {}\r\n"
EVERYBODY = [f"{name}@test.example" for name in ("jonas", "karim", "mette", "sofie")]
CANARIES = ("skole", "fremtid", "faster", "ferien", "vinduer", "Hvorfor", "gaatur", "Roskilde")


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """A mail server that takes everything."""
    with post_office() as made:
        yield made


@pytest.fixture
def told(world: World) -> MadeLink:
    """An answer that Mette and Jonas are told of, beside the noise that Karim and Sofie are."""
    link = world.link()
    world.answer(link, older_answers())
    tell(world)
    return link


def send(world: World, server: MailServer) -> Posted:
    return send_due(server, LETTERS, world.clock())


def test_an_answer_is_one_e_mail_to_each_and_no_second_one(
    world: World, told: MadeLink, office: PostOffice
) -> None:
    done = send(world, office.server())
    assert (done.sent, done.unsent.waiting, done.trouble) == (4, 0, "")
    assert send(world, office.server()).sent == 0
    assert office.addresses == EVERYBODY


def test_an_e_mail_holds_two_lines_and_nothing_of_a_child(
    world: World, told: MadeLink, office: PostOffice
) -> None:
    send(world, office.server())
    [mail] = [one for one in office.taken if one.to == ("mette@test.example",)]
    assert mail.message.get_content() == TEXT.format(f"{DOOR}/raadgiver/")
    assert mail.message["Subject"] == "Der er noget til dig i Børnestemme"
    assert (mail.message["From"], mail.message["To"]) == (SENDER, "mette@test.example")
    assert mail.message["Auto-Submitted"] == "auto-generated"
    assert mail.message["Message-ID"].endswith("@post.example>")
    assert mail.message.get_content_type() == "text/plain"
    assert mail.greeted_as == "post.example"
    seen = (mail.raw + mail.message.as_bytes() + mail.message.get_content().encode()).decode()
    secrets = (
        told.meeting_id, told.invitation_id, told.token, told.words.colour, told.words.thing,
        "0265", *CANARIES,
    )  # fmt: skip
    assert [one for one in secrets if one.casefold() in seen.casefold()] == []
    assert "http" in seen, "the control: the search can find something"


def test_headers_are_those_that_are_needed_and_no_others(
    world: World, told: MadeLink, office: PostOffice
) -> None:
    send(world, office.server())
    wanted = {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version",
        "Content-Type", "Content-Transfer-Encoding",
    }  # fmt: skip
    assert all(set(one.message.keys()) == wanted for one in office.taken)
    assert len({one.message["Message-ID"] for one in office.taken}) == 4


def bare(raw: bytes) -> list[bytes]:
    """An e-mail without what is different in every one."""
    own = (b"To:", b"Message-ID:", b"Date:")
    return [line for line in raw.splitlines() if not line.startswith(own)]


def test_an_e_mail_about_another_is_the_same_as_one_about_an_answer(
    world: World, told: MadeLink, office: PostOffice
) -> None:
    """The backup reader gets it alone, and nobody who sees it can tell what it is for."""
    send(world, office.server())
    usual = office.taken.pop()
    office.taken.clear()
    wishing = world.link()
    set_now(world, days=10, hours=-4)
    world.answer_after(wishing, {"heard": "no"}, {"talk_to": "other"})
    tell(world)
    send(world, office.server())
    [mail] = office.taken
    assert mail.to == ("jonas@test.example",)
    assert bare(mail.raw) == bare(usual.raw)


def test_a_person_gets_one_e_mail_whatever_waits(
    world: World, told: MadeLink, office: PostOffice
) -> None:
    for _ in range(3):
        world.answer(world.link(), older_answers())
    set_now(world, days=6)
    tell(world)
    assert send(world, office.server()).sent == 5
    assert office.addresses == sorted([*EVERYBODY, "leder@test.example"])
    [leaders] = [one for one in office.taken if one.to == ("leder@test.example",)]
    assert leaders.message.get_content().endswith(f"{DOOR}/leder/\r\n")


def test_every_role_that_is_written_to_is_sent_to_its_own_page() -> None:
    assert {role: HOMES[role].ways[0].address for role in PAGES} == PAGES
    assert set(PAGES) == {Role.CASEWORKER, Role.LEADER}


def test_without_anything_to_send_the_server_is_left_alone(world: World) -> None:
    nowhere = MailServer(HOST, free_port(), Security.NONE, SENDER)
    assert send(world, nowhere).trouble == ""
    tell(world)
    assert send(world, nowhere).trouble == "ConnectionRefusedError", "the control"


def test_a_server_that_is_down_costs_no_try_and_the_next_run_sends(
    world: World, told: MadeLink
) -> None:
    nowhere = MailServer(HOST, free_port(), Security.NONE, SENDER)
    for _ in range(MOST_TRIES + 1):
        done = send(world, nowhere)
        assert (done.sent, done.unsent.waiting) == (0, 4)
    with post_office() as office:
        assert send(world, office.server()).sent == 4


def test_a_server_that_never_answers_is_given_up_in_time(world: World, told: MadeLink) -> None:
    with silent_server() as server:
        done = send(world, server)
    assert (done.sent, done.unsent.waiting, done.trouble) == (0, 4, "SMTPServerDisconnected")


def test_a_server_that_hangs_in_the_middle_ends_the_run_and_is_asked_again_later(
    world: World, told: MadeLink, office: PostOffice
) -> None:
    office.hangs_for = 2
    done = send(world, office.server(patience=0.3))
    assert (done.sent, done.unsent.waiting, done.trouble) == (0, 4, "SMTPServerDisconnected")
    office.hangs_for = 0
    assert send(world, office.server()).sent == 3, "the first one waits a little"
    set_now(world, minutes=5)
    assert send(world, office.server()).sent == 1


@pytest.mark.parametrize("answer", ["451 later", "452 full"])
def test_a_receiver_refused_for_now_is_tried_again_and_the_others_are_sent(
    world: World, told: MadeLink, office: PostOffice, answer: str
) -> None:
    office.refusals["sofie@test.example"] = answer
    assert send(world, office.server()).sent == 3
    assert "sofie@test.example" not in office.addresses
    office.refusals.clear()
    assert send(world, office.server()).sent == 0, "not at once"
    set_now(world, minutes=5)
    assert send(world, office.server()).sent == 1
    assert office.addresses == EVERYBODY


def test_a_server_that_is_going_down_gets_the_rest_later(
    world: World, told: MadeLink, office: PostOffice
) -> None:
    office.refusals |= dict.fromkeys(EVERYBODY, "421 going down")
    assert send(world, office.server()).trouble == "SMTPServerDisconnected"
    office.refusals.clear()
    set_now(world, minutes=5)
    send(world, office.server())
    assert office.addresses == EVERYBODY


def test_an_address_that_cannot_be_written_harms_no_other(world: World) -> None:
    for number, address in enumerate(("x@y.example\nBcc: all@test.example", "mæt@test.example")):
        administering.add_account(NewAccount(address, Role.LEADER, "0461", f"X{number}", PASSWORD))
    set_now(world, days=6)
    tell(world)
    with post_office(enable_SMTPUTF8=False) as office:
        done = send(world, office.server())
    assert (done.sent, done.unsent.waiting, done.trouble) == (2, 2, "")
    assert office.addresses == ["karim@test.example", "sofie@test.example"]


def test_the_wait_between_tries_doubles_up_to_a_day() -> None:
    minutes = [wait_after(tries) / timedelta(minutes=1) for tries in range(4)]
    assert minutes == [5, 10, 20, 40]
    assert wait_after(MOST_TRIES) == LONGEST_WAIT == timedelta(hours=24)


@pytest.fixture
def certified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's certificate that this process trusts."""
    context, file = self_made_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return context


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_an_e_mail_goes_over_a_line_that_nobody_reads(
    world: World, told: MadeLink, certified: ssl.SSLContext, security: Security
) -> None:
    how = {"tls_context": certified, "require_starttls": True}
    secured = how if security is Security.STARTTLS else {"within": certified}
    with post_office(**secured) as office:
        assert send(world, office.server(security=security)).sent == 4
        assert all(one.was_hidden for one in office.taken)


def test_a_server_that_asks_who_is_there_is_told_in_secret(
    world: World, told: MadeLink, certified: ssl.SSLContext
) -> None:
    asking = {"authenticator": knows("post", "hemmeligt"), "auth_required": True}
    with post_office(tls_context=certified, require_starttls=True, **asking) as office:
        wrong = office.server(security=Security.STARTTLS, user="post", password="forkert")
        assert (send(world, wrong).sent, office.taken) == (0, [])
        right = replace(wrong, password="hemmeligt")
        assert "hemmeligt" not in repr(right)
        assert send(world, right).sent == 4


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_server_nobody_vouches_for_gets_nothing(
    world: World, told: MadeLink, tmp_path: Path, security: Security
) -> None:
    context, _ = self_made_certificate(tmp_path)
    secured = {"tls_context" if security is Security.STARTTLS else "within": context}
    with post_office(**secured) as office:
        assert send(world, office.server(security=security)).trouble == "SSLCertVerificationError"
        assert office.taken == []


def test_a_server_that_cannot_hide_what_is_sent_gets_nothing(
    world: World, told: MadeLink, office: PostOffice
) -> None:
    done = send(world, office.server(security=Security.STARTTLS))
    assert (done.sent, done.trouble, office.taken) == (0, "SMTPNotSupportedError", [])
    assert send(world, office.server()).sent == 4, "the control: it takes them in the open"
    assert not any(one.was_hidden for one in office.taken)
