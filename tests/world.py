"""A small invented world to test in: two municipalities, their case workers, links and answers.

Everything is made through the services everybody uses. There is always a noise meeting beside
the one a test looks at, so that a query which forgets its filter is caught.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flask import Flask

from boernestemme.domain.instruments import after
from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.domain.ports import LinkTools
from boernestemme.domain.questionnaire import Answers, Value
from boernestemme.domain.roles import Person, Role
from boernestemme.services import (
    administering,
    answering,
    answering_after,
    entering,
    inviting,
)
from boernestemme.services.access import Setting
from boernestemme.services.administering import NewAccount
from boernestemme.services.inviting import LinkOrder
from boernestemme.services.making_links import MadeLink
from boernestemme.services.visiting import Visit
from boernestemme.storage.browser_secret import BrowserSecret
from boernestemme.storage.db import transaction
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow
from boernestemme.web.tools import NAME, Tools
from tests.factories import MEETING, PASSWORD, older_answers

PEOPLE = (
    ("mette@test.example", "0265", "Mette", Role.CASEWORKER),
    ("jonas@test.example", "0265", "Jonas", Role.CASEWORKER),
    ("nadia@test.example", "0265", "Nadia", Role.CASEWORKER),
    ("sofie@test.example", "0461", "Sofie", Role.CASEWORKER),
    ("karim@test.example", "0461", "Karim", Role.CASEWORKER),
    ("leder@test.example", "0265", "Lis", Role.LEADER),
)


@dataclass(frozen=True)
class World:
    """The invented world, and what a test does in it."""

    app: Flask
    clock: Callable[[], datetime]

    @classmethod
    def begin(cls, app: Flask, clock: Callable[[], datetime]) -> "World":
        """Municipalities, people, and a noise meeting with an answer."""
        world = cls(app, clock)
        for code in ("0265", "0461"):
            administering.add_municipality(
                code, f"Kommune {code}", "12 34 56 78", world.links.keys, clock()
            )
        for email, code, name, role in PEOPLE:
            administering.add_account(NewAccount(email, role, code, name, PASSWORD))
        noise = world.link(by="karim")
        world.answer(noise, older_answers(topics_text="støj, som ingen test leder efter"))
        return world

    @property
    def tools(self) -> Tools:
        """The app's tools."""
        found: Tools = self.app.extensions[NAME]
        return found

    @property
    def links(self) -> LinkTools:
        """The tools that make links."""
        assert self.tools.links is not None
        return self.tools.links

    def person(self, name: str = "mette") -> Person:
        """Somebody by the first part of their e-mail."""
        return administering.person_of(f"{name}@test.example")

    def setting(self, name: str = "mette") -> Setting:
        """Somebody acting now."""
        return Setting(self.person(name), self.clock(), self.tools.days)

    def order(self, **changes: object) -> LinkOrder:
        """What a case worker asks for."""
        usual = LinkOrder(AgeGroup.OLDER, MEETING, Phone.CHILD)
        return replace(usual, **changes)  # type: ignore[arg-type]  # changes are named by each test

    def link(self, by: str = "mette", **changes: object) -> MadeLink:
        """A new link. Jonas is Mette's backup reader unless another is named."""
        order = self.order(**changes)
        [made] = inviting.invite(self.person(by), order, self.links, self.clock())
        return made

    def come_in(self, link: MadeLink) -> BrowserSecret:
        """A browser that has passed the door and the two words."""
        browser = entering.start(self.tools.signer, link.token, None, self.clock())
        entering.enter(self.visit(browser), link.words, self.clock())
        return browser

    def visit(self, browser: BrowserSecret) -> Visit:
        """The browser's session now."""
        return entering.visit(browser.cookie, self.clock())

    def save_all(self, browser: BrowserSecret, answers: Answers) -> None:
        """Answer page by page, as a child does."""
        instrument = INSTRUMENTS[self.visit(browser).invitation.age_group]
        for screen in instrument.screens:
            given = {code: value for code, value in answers.items() if code in screen.codes}
            answering.save(self.visit(browser), screen.questions, given, self.clock())
        beside = {one.code: answers[one.code] for one in instrument.beside if one.code in answers}
        if beside:
            answering.save(self.visit(browser), instrument.beside, beside, self.clock())

    def answer(self, link: MadeLink, answers: Answers) -> BrowserSecret:
        """The whole way: in, every page, send."""
        browser = self.come_in(link)
        self.save_all(browser, answers)
        closing = {code: answers[code] for code in ("keep_needs",) if code in answers}
        answering.send(self.visit(browser), closing, self.clock())
        return browser

    def hold(self, link: MadeLink) -> None:
        """Let a meeting be over since an hour; no clock is moved."""
        now = self.clock()
        times = {"starts_at": now - timedelta(hours=2), "ends_at": now - timedelta(hours=1)}
        for table in (InvitationRow.__table__, MeetingRow.__table__):
            key = table.c.get("meeting_id", table.c.id)
            with transaction() as session:
                session.execute(table.update().where(key == link.meeting_id).values(times))  # type: ignore[attr-defined]  # a table, whatever its declared type

    def tap_all(self, browser: BrowserSecret, taps: Mapping[str, str]) -> None:
        """Tap after the meeting, screen by screen; what is not named is passed by."""
        screens = after.INSTRUMENTS[self.visit(browser).invitation.age_group].screens
        for question in (question for screen in screens for question in screen.questions):
            if question.code in taps:
                visit, value = self.visit(browser), taps[question.code]
                answering_after.tap(visit, question, value, self.clock())

    def answer_after(
        self,
        link: MadeLink,
        taps: Mapping[str, str],
        words: Mapping[str, Value] | None = None,
    ) -> BrowserSecret:
        """The whole way after the meeting: in, every tap, send. The clock must stand there."""
        browser = self.come_in(link)
        self.tap_all(browser, taps)
        answering_after.send_after(self.visit(browser), words or {}, self.clock())
        return browser
