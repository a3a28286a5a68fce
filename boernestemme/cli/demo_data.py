"""Fills a demo database through the same services everybody uses; all of it is invented."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from boernestemme.cli.demo_answers import (
    OLDER_AFTER,
    OLDER_ANSWERS,
    YOUNGER_AFTER,
    YOUNGER_ANSWERS,
)
from boernestemme.domain.instruments import after, before
from boernestemme.domain.meeting import AgeGroup, Phase, Phone, Settled, danish_day, start_on
from boernestemme.domain.ports import LinkTools
from boernestemme.domain.questionnaire import Answers
from boernestemme.domain.roles import BOARD_CODE, Person, Role
from boernestemme.domain.working_days import WorkingDays
from boernestemme.services import (
    administering,
    answering,
    answering_after,
    changing_links,
    entering,
    inviting,
    meeting_again,
)
from boernestemme.services.access import Setting
from boernestemme.services.administering import NewAccount
from boernestemme.services.inviting import LinkOrder
from boernestemme.services.making_links import MadeLink

PASSWORD = "demo-kodeord-1"  # noqa: S105 - for invented data alone
MUNICIPALITIES = (("0265", "Roskilde"), ("0461", "Odense"))
NO_NUMBER = "12 34 56 78"
OPEN_OF_EACH = 2
NOTHING_TOLD = Settled()
# Of every second meeting the place is settled as well.
TOLD = (Settled(("mor", "laerer")), Settled(("plejemor", "plejefar", "far"), "skole"))


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
    DemoAccount("nadia@demo.example", "Nadia", "0265"),
    DemoAccount("sofie@demo.example", "Sofie", "0461"),
    DemoAccount("karim@demo.example", "Karim", "0461"),
    DemoAccount("lis@demo.example", "Lis", "0265", Role.LEADER),
    DemoAccount("lars@demo.example", "Lars", "0461", Role.LEADER),
    DemoAccount("anna@demo.example", "Anna", "0265", Role.ADMINISTRATOR),
    DemoAccount("birte@demo.example", "Birte", BOARD_CODE, Role.BOARD),
    DemoAccount("bent@demo.example", "Bent", BOARD_CODE, Role.BOARD),
)


@dataclass(frozen=True)
class DemoLink:
    """One link of the demo: what it is for now, and whether it is open, used, expired, revoked."""

    made: MadeLink
    age: AgeGroup
    state: str
    phase: Phase = Phase.BEFORE


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
        has_been = self._answered_after(AgeGroup.OLDER, OLDER_ANSWERS[0], OLDER_AFTER)
        return [
            *(
                link
                for phase in Phase
                for age in AgeGroup
                for link in self.open_links(phase, age, OPEN_OF_EACH)
            ),
            *self._answered(AgeGroup.OLDER, OLDER_ANSWERS),
            *self._answered(AgeGroup.YOUNGER, YOUNGER_ANSWERS),
            *has_been,
            *self._answered_after(AgeGroup.YOUNGER, YOUNGER_ANSWERS[0], YOUNGER_AFTER),
            self._again(has_been[0]),
            self._expired(),
            self._revoked(),
        ]

    def _add_account(self, account: DemoAccount) -> None:
        administering.add_account(
            NewAccount(
                account.email, account.role, account.municipality, account.first_name, PASSWORD
            )
        )

    def open_links(self, phase: Phase, age: AgeGroup, count: int) -> list[DemoLink]:
        """Links that wait for a child's answer, before a meeting or after it."""
        if phase is Phase.BEFORE:
            return [
                self._make(age, days=4 + number, phone=Phone.CHILD, settled=TOLD[number % 2])
                for number in range(count)
            ]
        return [self._make_past(age, number, None) for number in range(1, count + 1)]

    def many(self, count: int) -> None:
        """More meetings, for trying the list at length."""
        self._invite(LinkOrder(AgeGroup.OLDER, self._at(30), Phone.SHARED), self._now, count)

    def _answered(self, age: AgeGroup, answers: Sequence[Answers]) -> list[DemoLink]:
        made = []
        for number, answer in enumerate(answers):
            phone = Phone.CHILD if number % 2 == 0 else Phone.SHARED
            link = self._make(age, days=2 + number, phone=phone)
            self._answer(link.made, age, answer, self._now)
            made.append(replace(link, state="used"))
        return made

    def _answer(self, made: MadeLink, age: AgeGroup, answer: Answers, now: datetime) -> None:
        cookie = self._come_in(made, now)
        for screen in before.INSTRUMENTS[age].screens:
            given = {code: value for code, value in answer.items() if code in screen.codes}
            answering.save(entering.visit(cookie, now), screen.questions, given, now)
        closing = {code: answer[code] for code in ("keep_needs",) if code in answer}
        answering.send(entering.visit(cookie, now), closing, now)

    def _come_in(self, made: MadeLink, now: datetime) -> str:
        browser = entering.start(self._tools.signer, made.token, None, now)
        entering.enter(entering.visit(browser.cookie, now), made.words, now)
        return browser.cookie

    def _answered_after(
        self, age: AgeGroup, said_before: Answers, answers: Sequence[Answers]
    ) -> list[DemoLink]:
        """Meetings that have been, with what the child said afterwards."""
        made = []
        for number, answer in enumerate(answers, start=1):
            link = self._make_past(age, 2 + number, said_before)
            cookie = self._come_in(link.made, self._now)
            for screen in after.INSTRUMENTS[age].screens:
                [question] = screen.questions
                value = str(answer.get(question.code, after.SKIPPED))
                answering_after.tap(entering.visit(cookie, self._now), question, value, self._now)
            asked = {question.code for question in after.INSTRUMENTS[age].closing}
            words = {code: value for code, value in answer.items() if code in asked}
            answering_after.send_after(entering.visit(cookie, self._now), words, self._now)
            made.append(replace(link, state="used"))
        return made

    def _make_past(self, age: AgeGroup, days_ago: int, said_before: Answers | None) -> DemoLink:
        """A meeting some days ago, its link made a week before it."""
        starts_at = self._at(-days_ago)
        then = starts_at - timedelta(days=7)
        [made] = self._invite(LinkOrder(age, starts_at, Phone.CHILD), then, 1)
        if said_before is not None:
            self._answer(made, age, said_before, then)
        return DemoLink(made, age, "open", Phase.AFTER)

    def _again(self, before: DemoLink) -> DemoLink:
        """A new meeting with a child that let its needs be remembered."""
        order = LinkOrder(before.age, self._at(8), Phone.CHILD)
        setting = Setting(self._caseworker(), self._now, self._days)
        made = meeting_again.invite_again(setting, before.made.meeting_id, order, self._tools)
        return DemoLink(made, before.age, "open")

    def _expired(self) -> DemoLink:
        then = self._now - timedelta(days=40)
        starts_at = self._at(-20)
        order = LinkOrder(AgeGroup.OLDER, starts_at, Phone.CHILD)
        [made] = self._invite(order, then, 1)
        return DemoLink(made, AgeGroup.OLDER, "expired")

    def _revoked(self) -> DemoLink:
        link = self._make(AgeGroup.OLDER, days=6, phone=Phone.CHILD)
        setting = Setting(self._caseworker(), self._now, self._days)
        changing_links.revoke(setting, link.made.meeting_id)
        return replace(link, state="revoked")

    def _make(
        self, age: AgeGroup, *, days: int, phone: Phone, settled: Settled = NOTHING_TOLD
    ) -> DemoLink:
        order = LinkOrder(age, self._at(days), phone, settled=settled)
        [made] = self._invite(order, self._now, 1)
        return DemoLink(made, age, "open")

    def _invite(self, order: LinkOrder, now: datetime, count: int) -> list[MadeLink]:
        return inviting.invite(self._caseworker(), order, self._tools, now, count)

    def _caseworker(self) -> Person:
        return administering.person_of(ACCOUNTS[0].email)

    def _at(self, days: int) -> datetime:
        return start_on(danish_day(self._now) + timedelta(days=days))
