"""Every way of a canary into the three doors: good, refused, not there, too large, malformed."""

import socket
from collections.abc import Callable
from contextlib import suppress

from tests.stolen.canaries import Canary
from tests.stolen.phones import PATIENCE, Phone
from tests.stolen.three_doors import ThreeDoors

TOO_LARGE, TOO_LONG = 70_000, 3_000
MULTIPART = "multipart/form-data; boundary=fugl"


def childs_way(port: int, one: Canary) -> list[int]:
    """Door, words, an answer, and all that can go wrong with it; the statuses that came."""
    link, said = one.link, {"topics_text": one.words, "go": "next"}
    phone = Phone(port).come_in(link)
    token = phone.token
    statuses = [
        phone.post("/svar/3", said),
        phone.post("/svar/3", said | {"topics_text": one.words * TOO_LONG}),
        phone.post("/svar/3", said | {"topics_text": one.words + "\0"}),
        phone.ask("POST", "/svar/3", b"x" * TOO_LARGE + one.words.encode()),
        phone.ask("PUT", f"/b/{link.token}", one.words.encode()),
        phone.ask("POST", "/svar/3", b"--fugl\r\n" + one.words.encode(), **_as(MULTIPART)),
        phone.ask("GET", f"/b/{link.token}/{one.link_id.hex()}"),
        phone.ask("GET", f"/{link.token}?svar={one.name}", Referer=f"http://x/b/{link.token}"),
        phone.ask("GET", f"/svar/{link.token}", Cookie2=link.token),
    ]
    phone.token = one.reply
    statuses.append(phone.post("/svar/5", {"not_in_front": one.words}))
    phone.token = token
    phone.get("/svar/tjek")
    statuses.append(phone.post("/svar/tjek", {"topics_text": one.words}))
    statuses += [phone.post("/svar/tjek"), Phone(port).get(f"/b/{link.token}")]
    wrong = Phone(port, {"besked": link.token})
    statuses += [wrong.get("/svar/3"), wrong.post("/ord", {"first_word": one.words})]
    return statuses


def _as(kind: str) -> dict[str, str]:
    return {"Content-Type": kind}


def staffs_way(worker: Phone, administrator: Phone, one: Canary) -> list[int]:
    """A case worker and an administrator type it wherever something can be typed."""
    meeting = f"/raadgiver/moeder/{one.link.meeting_id}"
    reading = worker.get(meeting)
    person = {"email": one.email, "first_name": one.name, "role": "caseworker"}
    wrong = {"csrf_token": one.password, "number": one.phone}
    return [
        reading,
        worker.post(f"{meeting}/svar", {"own_words": one.reply, "version": "0"}),
        worker.post(f"{meeting}/ramme", {"text": one.reply, "note": one.words}),
        worker.post(f"{meeting}/sms", {"number": one.phone, "number_again": one.phone}),
        worker.post(f"{meeting}/sms", {"number": one.phone, "number_again": one.words}),
        worker.post(f"{meeting}/link"),
        worker.post(f"{meeting}/sagsnummer", {"case_number": one.name}),
        worker.post("/raadgiver/soeg", {"q": one.words}),
        worker.post("/raadgiver/laesbarhed", {"text": one.reply, "age": "10-17"}),
        worker.post(f"{meeting}/sms", wrong),
        worker.ask("POST", f"{meeting}/svar", b"x" * TOO_LARGE + one.reply.encode()),
        worker.ask("DELETE", f"{meeting}/svar", one.words.encode()),
        administrator.get("/administration/personer/ny"),
        administrator.post("/administration/personer/ny", person),
        administrator.post("/administration/personer/ny", person),
        administrator.post("/administration/team/", {"name": one.name}),
    ]


def strangers_way(doors: ThreeDoors, one: Canary) -> list[int]:
    """Somebody without a session at every door, in good form and in bad."""
    statuses = []
    welcome = f"/administration/velkommen/{one.link.token}"
    for name, side in (("staff", "/raadgiver"), ("board", "/styrelse")):
        stranger = Phone(doors.doors[name].port)
        statuses += [
            stranger.sign_in(side, one.email, one.password),
            stranger.get(f"{side}/log-ind/tilbage/0265?code={one.link.token}&state={one.name}"),
            stranger.get(welcome),
            stranger.post(welcome, {"password": one.password}),
            stranger.ask("POST", f"{side}/log-ind", b"x" * TOO_LARGE + one.email.encode()),
            stranger.get(f"/tal/{one.link.token}/"),
        ]
    for door in doors.doors.values():
        for spoil in MALFORMED:
            _send(door.port, spoil(one))
    return statuses


# Bytes that are no request: the server itself says something about them, or nothing.
MALFORMED: tuple[Callable[[Canary], bytes], ...] = (
    lambda one: f"GET /b/{one.link.token} HTTP/9.9\r\n\r\n".encode(),
    lambda one: f"GET /b/{one.link.token}{'x' * 9000} HTTP/1.1\r\n\r\n".encode(),
    lambda one: f"b/{one.link.token} {one.words}\r\n\r\n".encode(),
    lambda one: f"GET / HTTP/1.1\r\nHost: {one.link.token}\r\nX {one.words}\r\n\r\n".encode(),
    lambda one: f"GET / HTTP/1.1\r\nHost: [{one.link.token}\r\n\r\n".encode(),
    lambda one: f"POST / HTTP/1.1\r\nContent-Length: {one.phone}x\r\n\r\n{one.words}".encode(),
    lambda one: (
        f"POST /svar/3 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n{one.email}\r\n".encode()
    ),
)


def _send(port: int, content: bytes) -> None:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
        line.sendall(content)
        line.shutdown(socket.SHUT_WR)
        while line.recv(2**16):
            pass
