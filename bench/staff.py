"""The staff's side: the list with 500 meetings, and *Mødets ramme* of an answered one, twice."""

from dataclasses import dataclass
from statistics import median

from bench.answer import WentWrong
from bench.browser import Browser
from bench.installation import CASEWORKERS, PASSWORD
from bench.journey import OK, SEE_OTHER
from bench.processes import cpu_seconds
from bench.servers import Server

SIGN_IN, LIST = "/raadgiver/log-ind", "/raadgiver/"
TIMES = 12
WARM_UP = 4  # a worker that has not shown the page yet takes three times as long for it


@dataclass(frozen=True)
class StaffPage:
    """One page of the staff's side: server CPU in seconds (median), and bytes over the wire."""

    cpu: float
    wire_bytes: int


def staff_pages(server: Server, meeting: str) -> dict[str, StaffPage]:
    """The list, and the frame of one meeting as page and as PDF, as its case worker sees them."""
    browser = Browser(server.port)
    token = browser.get(SIGN_IN).token
    fields = {"email": CASEWORKERS[0], "password": PASSWORD, "csrf_token": token}
    if browser.post(SIGN_IN, fields).status != SEE_OTHER:
        raise WentWrong("the case worker could not sign in")
    return {
        "list": _page(server, browser, LIST),
        "frame": _page(server, browser, f"/raadgiver/moeder/{meeting}"),
        "pdf": _page(server, browser, f"/raadgiver/moeder/{meeting}/ramme.pdf"),
    }


def _page(server: Server, browser: Browser, path: str) -> StaffPage:
    for _ in range(WARM_UP):
        answer = browser.get(path)
    if answer.status != OK:
        raise WentWrong(f"a staff page answered {answer.status}")
    times = []
    for _ in range(TIMES):
        before = cpu_seconds(server.pid)
        answer = browser.get(path)
        times.append(cpu_seconds(server.pid) - before)
    return StaffPage(median(times), answer.wire_bytes)
