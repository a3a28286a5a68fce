"""A child with a phone: through the door, the two words and the screens, by forms alone."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from boernestemme.domain.instruments import after
from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Answers
from boernestemme.services.making_links import MadeLink
from tests.factories import MEETING, NOW
from tests.page_client import PageClient
from tests.web.scene import Scene

COOKIE = "besked"
CHECK, SEND, THANKS = "/svar/tjek", "/svar/send", "/svar/tak"
AFTER = MEETING + timedelta(hours=2)


class Child:
    """One browser of one child. Every page it meets is checked by the client."""

    def __init__(self, app: Flask, link: MadeLink) -> None:
        self.pages = PageClient(app)
        self.link = link
        self.door = f"/b/{link.token}"

    @property
    def cookie(self) -> str | None:
        """The opaque id the browser holds."""
        held = self.pages.client.get_cookie(COOKIE)
        return None if held is None else held.value

    def see(self, address: str, **options: Any) -> TestResponse:
        """Fetch a page."""
        return self.pages.get(address, **options)

    def post(self, address: str, fields: Mapping[str, Any] | None = None) -> TestResponse:
        """Send a form with the token last seen; many answers to a question go as a list."""
        data = {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in (fields or {}).items()
        }
        return self.pages.post_fields(address, data)

    def begin(self) -> TestResponse:
        """Press *Ja* on the door; the page of words follows."""
        self.see(self.door)
        assert self.post(self.door).headers["Location"] == "/ord"
        return self.see("/ord")

    def pick(self, colour: str, thing: str) -> TestResponse:
        """Pick two words."""
        return self.post("/ord", {"first_word": colour, "second_word": thing})

    def come_in(self) -> "Child":
        """All the way to the first screen."""
        self.begin()
        entered = self.pick(self.link.words.colour, self.link.words.thing)
        assert entered.headers["Location"] == "/svar/1"
        self.see("/svar/1")
        return self

    def fill(self, number: int, answers: Mapping[str, Any], go: str = "next") -> TestResponse:
        """Open one screen, answer what it asks among ``answers``, and press a button."""
        self.see(f"/svar/{number}")
        return self.post(f"/svar/{number}", {**answers, "go": go})

    def walk(self, answers: Answers, age_group: AgeGroup) -> TestResponse:
        """Through all screens to the check page."""
        self.post("/svar/1", {"go": "next"})
        for screen in INSTRUMENTS[age_group].screens:
            given = {code: answers[code] for code in screen.codes if code in answers}
            gone_on = self.fill(screen.number, given)
            assert gone_on.status_code == 303, (screen.number, gone_on.status_code)
        assert gone_on.headers["Location"] == CHECK
        return self.see(CHECK)

    def send(self, keep_needs: str | None = None) -> TestResponse:
        """Send from the check page, as a browser that then follows to the receipt."""
        sent = self.post(CHECK, {"keep_needs": keep_needs} if keep_needs else {})
        assert (sent.status_code, sent.headers.get("Location")) == (303, THANKS), sent.text
        return self.see(THANKS)

    def tap(self, number: int, value: str, age_group: AgeGroup = AgeGroup.OLDER) -> TestResponse:
        """Open one question after the meeting and press an answer."""
        [question] = after.INSTRUMENTS[age_group].screens[number - 1].questions
        self.see(f"/svar/{number}")
        return self.post(f"/svar/{number}", {question.code: value})

    def tap_all(self, value: str, age_group: AgeGroup = AgeGroup.OLDER) -> TestResponse:
        """Press the same answer to every question after the meeting; the last page follows."""
        for screen in after.INSTRUMENTS[age_group].screens:
            is_first = screen.number == 1
            gone_on = self.tap(screen.number, "yes" if is_first else value, age_group)
            assert gone_on.status_code == 303, (screen.number, gone_on.status_code)
        assert gone_on.headers["Location"] == SEND
        return self.see(SEND)

    def send_after(self, words: Mapping[str, Any] | None = None) -> TestResponse:
        """Press *Send* after the meeting, and follow to the receipt."""
        sent = self.post(SEND, words)
        assert (sent.status_code, sent.headers.get("Location")) == (303, THANKS), sent.text
        return self.see(THANKS)


def arrive(scene: Scene, link: MadeLink | None = None, **changes: Any) -> Child:
    """A child past door and words, with a new link of Mette's unless it has one."""
    return Child(scene.app, link or scene.link(**changes)).come_in()


def arrive_after(scene: Scene, link: MadeLink | None = None, **changes: Any) -> Child:
    """A child past door and words when its meeting is over."""
    scene.clock.now = NOW
    link = link or scene.link(**changes)
    scene.clock.now = AFTER
    return Child(scene.app, link).come_in()
