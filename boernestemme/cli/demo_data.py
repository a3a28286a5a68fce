"""Fills a demo database through the same services everybody uses; all of it is invented."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from boernestemme.cli.demo_answers import OLDER_ANSWERS, YOUNGER_ANSWERS
from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup, Phone, danish_day, start_on
from boernestemme.domain.ports import LinkTools
from boernestemme.domain.questionnaire import Answers
from boernestemme.domain.roles import Person, Role
from boernestemme.domain.working_days import WorkingDays
from boernestemme.services import administering, answering, changing_links, entering, inviting
from boernestemme.services.access import Setting
from boernestemme.services.administering import NewAccount
from boernestemme.services.inviting import LinkOrder, MadeLink

PASSWORD = "demo-kodeord-1"  # noqa: S105 - for invented data alone
MUNICIPALITIES = (("0265", "Roskilde"), ("0461", "Odense"))
NO_NUMBER = "12 34 56 78"
OPEN_OF_EACH_AGE = 2


@dataclass(frozen=True)
class DemoAccount:
    """Who may sign in to the demo."""

    email: str
    first_name: str
    municipality: str
    role: Role = Role.CASEWORKER


ACCOUNTS = (
    DemoAccount("mette@demo.example", "Mette", "0265"),
    DemoAccount("jonas@demo.example", "Jonas", "0265"),
    DemoAccount("sofie@demo.example", "Sofie", "0461"),
    DemoAccount("karim@demo.example", "Karim", "0461"),
)


@dataclass(frozen=True)
class DemoLink:
    """One link of the demo; ``state`` is open, used, expired or revoked."""

    made: MadeLink
    age: AgeGroup
    starts_at: datetime
    state: str


class DemoFiller:
    """Makes the demo's people, meetings and answers at one moment."""

    def __init__(self, tools: LinkTools, days: WorkingDays, now: datetime) -> None:
        self._tools = tools
        self._days = days
        self._now = now

    def fill(self) -> list[DemoLink]:
        """Everything, in an empty database."""
        for code, name in MUNICIPALITIES:
            administering.add_municipality(code, name, NO_NUMBER, self._tools.keys, self._now)
        for account in ACCOUNTS:
            self._add_account(account)
        return [
            *self.open_links(AgeGroup.OLDER, OPEN_OF_EACH_AGE),
            *self.open_links(AgeGroup.YOUNGER, OPEN_OF_EACH_AGE),
            *self._answered(AgeGroup.OLDER, OLDER_ANSWERS),
            *self._answered(AgeGroup.YOUNGER, YOUNGER_ANSWERS),
            self._expired(),
            self._revoked(),
        ]

    def _add_account(self, account: DemoAccount) -> None:
        administering.add_account(
            NewAccount(
                account.email, account.role, account.municipality, account.first_name, PASSWORD
            )
        )

    def open_links(self, age: AgeGroup, count: int) -> list[DemoLink]:
        """Links that wait for a child's answer."""
        return [self._make(age, days=4 + number, phone=Phone.CHILD) for number in range(count)]

    def many(self, count: int) -> None:
        """More meetings, for trying the list at length."""
        self._invite(LinkOrder(AgeGroup.OLDER, self._at(30), Phone.SHARED), self._now, count)

    def _answered(self, age: AgeGroup, answers: Sequence[Answers]) -> list[DemoLink]:
        made = []
        for number, answer in enumerate(answers):
            phone = Phone.CHILD if number % 2 == 0 else Phone.SHARED
            link = self._make(age, days=2 + number, phone=phone)
            self._answer(link.made, age, answer)
            made.append(replace(link, state="used"))
        return made

    def _answer(self, made: MadeLink, age: AgeGroup, answer: Answers) -> None:
        browser = entering.start(self._tools.signer, made.token, None, self._now)
        entering.enter(entering.visit(browser.cookie, self._now), made.words, self._now)
        for screen in INSTRUMENTS[age].screens:
            given = {code: value for code, value in answer.items() if code in screen.codes}
            visit = entering.visit(browser.cookie, self._now)
            answering.save(visit, screen.questions, given, self._now)
        closing = {code: answer[code] for code in ("keep_needs",) if code in answer}
        answering.send(entering.visit(browser.cookie, self._now), closing, self._now)

    def _expired(self) -> DemoLink:
        then = self._now - timedelta(days=40)
        starts_at = self._at(-20)
        order = LinkOrder(AgeGroup.OLDER, starts_at, Phone.CHILD)
        [made] = self._invite(order, then, 1)
        return DemoLink(made, AgeGroup.OLDER, starts_at, "expired")

    def _revoked(self) -> DemoLink:
        link = self._make(AgeGroup.OLDER, days=6, phone=Phone.CHILD)
        setting = Setting(self._caseworker(), self._now, self._days)
        changing_links.revoke(setting, link.made.meeting_id)
        return replace(link, state="revoked")

    def _make(self, age: AgeGroup, *, days: int, phone: Phone) -> DemoLink:
        starts_at = self._at(days)
        [made] = self._invite(LinkOrder(age, starts_at, phone), self._now, 1)
        return DemoLink(made, age, starts_at, "open")

    def _invite(self, order: LinkOrder, now: datetime, count: int) -> list[MadeLink]:
        return inviting.invite(self._caseworker(), order, self._tools, now, count)

    def _caseworker(self) -> Person:
        return administering.person_of(ACCOUNTS[0].email)

    def _at(self, days: int) -> datetime:
        return start_on(danish_day(self._now) + timedelta(days=days))
