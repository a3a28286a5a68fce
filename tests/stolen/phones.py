"""A browser for one door over HTTP: it keeps its cookies and the token of the form it saw last."""

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Answers
from boernestemme.services.making_links import MadeLink
from tests.factories import PASSWORD

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
FORM = "application/x-www-form-urlencoded"
PATIENCE = 60


@dataclass
class Phone:
    """Everything it is told goes to one port of this machine."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def get(self, path: str) -> int:
        """Fetch a page; its status."""
        return self.ask("GET", path)

    def post(self, path: str, fields: Mapping[str, object] | None = None) -> int:
        """Send a form with the token seen last; its answer's status."""
        values = {"csrf_token": self.token} | dict(fields or {})
        return self.ask("POST", path, urlencode(values, doseq=True).encode())

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> int:
        """Any request; the status, 0 where the server hung up."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        sent = {"Sec-Fetch-Site": "same-origin", **headers}
        if body is not None:
            sent.setdefault("Content-Type", FORM)
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            line.request(method, path, body, sent)
            answer = line.getresponse()
            self._take(answer.headers, answer.read().decode("utf-8", "replace"))
            return answer.status
        except (ConnectionError, http.client.HTTPException):
            return 0
        finally:
            line.close()

    def _take(self, headers: http.client.HTTPMessage, text: str) -> None:
        for said in headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: one.value for name, one in SimpleCookie(said).items()}
        seen = TOKEN.search(text)
        self.token = seen[1] if seen else self.token

    def come_in(self, link: MadeLink) -> "Phone":
        """Past the door and the two words."""
        self.get(f"/b/{link.token}")
        self.post(f"/b/{link.token}")
        self.get("/ord")
        words = {"first_word": link.words.colour, "second_word": link.words.thing}
        assert self.post("/ord", words) == 303
        self.get("/svar/1")
        return self

    def answer(self, link: MadeLink, answers: Answers, age_group: AgeGroup) -> None:
        """The whole way to the receipt."""
        self.come_in(link).post("/svar/1", {"go": "next"})
        for screen in INSTRUMENTS[age_group].screens:
            given = {code: answers[code] for code in screen.codes if code in answers}
            self.get(f"/svar/{screen.number}")
            assert self.post(f"/svar/{screen.number}", given | {"go": "next"}) == 303, screen.number
        self.get("/svar/tjek")
        assert self.post("/svar/tjek", {"keep_needs": "yes"}) == 303
        assert self.get("/svar/tak") == 200

    def sign_in(self, side: str, email: str, password: str = PASSWORD) -> int:
        """Through the door of a staff's side; the status of the form."""
        self.get(f"{side}/log-ind")
        return self.post(f"{side}/log-ind", {"email": email, "password": password})
