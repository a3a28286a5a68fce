"""Phones over HTTP: one cookie each, forms as a page shows them, and another try when cut off."""

import http.client
import re
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.factories import PASSWORD
from tests.fuzz.besieged import TRACES
from tests.races.served_house import ServedHouse

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PATIENCE, TRIES, SECONDS_BETWEEN = 60, 200, 0.05
CHECK, THANKS, CHILDS, STAFFS = "/svar/tjek", "/svar/tak", "besked", "raadgiver"
SIGN_IN = "/raadgiver/log-ind"
SEE_OTHER, OK = 303, 200


@dataclass(frozen=True)
class Page:
    """What a phone got."""

    status: int
    location: str
    text: str

    @property
    def token(self) -> str:
        """The token of its form."""
        found = TOKEN.search(self.text)
        assert found, (self.status, self.text[:200])
        return found.group(1)

    @property
    def faults(self) -> list[str]:
        """What is wrong with it as an answer to somebody who is refused or thanked."""
        found = [f"status {self.status}"] if self.status >= 500 else []
        found += [f"shows {one}" for one in TRACES if one in self.text]
        if self.status != SEE_OTHER and "<h1" not in self.text:
            found.append(f"no plain page: {self.status} {self.text[:80]!r}")
        return found


class Phone:
    """A browser that knows one house; it keeps its cookie, and asks again when it is cut off."""

    def __init__(self, house: ServedHouse, name: str = CHILDS, cookie: str = "") -> None:
        self.house, self.name, self.cookie = house, name, cookie
        self.cut_off = 0

    def get(self, path: str) -> Page:
        """Fetch a page."""
        return self._ask("GET", path, "")

    def post(self, path: str, fields: dict[str, str]) -> Page:
        """Send a form; the same once more when no answer came."""
        return self._ask("POST", path, urlencode(fields))

    def _ask(self, method: str, path: str, body: str) -> Page:
        for _ in range(TRIES):
            try:
                return self._once(method, path, body)
            except (ConnectionError, http.client.HTTPException):
                self.cut_off += 1
                time.sleep(SECONDS_BETWEEN)
        raise ConnectionError(path)

    def _once(self, method: str, path: str, body: str) -> Page:
        line = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=PATIENCE)
        try:
            headers = {"Sec-Fetch-Site": "same-origin"} | (FORM if method == "POST" else {})
            headers |= {"Cookie": f"{self.name}={self.cookie}"} if self.cookie else {}
            line.request(method, path, body or None, headers)
            answer = line.getresponse()
            text = answer.read().decode()
        finally:
            line.close()
        for said in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = said.partition(";")[0].partition("=")
            if name == self.name:
                self.cookie = value
        return Page(answer.status, answer.headers.get("Location", ""), text)


def signed_in(house: ServedHouse, who: str) -> Phone:
    """The browser of a case worker."""
    house.forget_tries()
    browser = Phone(house, STAFFS)
    token = browser.get(SIGN_IN).token
    fields = {"csrf_token": token, "email": f"{who}@test.example", "password": PASSWORD}
    entered = browser.post(SIGN_IN, fields)
    assert entered.status == SEE_OTHER, entered
    return browser
