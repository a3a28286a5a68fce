"""The access log under people's eyes: a month's lot and what stands out, drawn once, signed off.

Nobody signs off what they did themselves. A leader sees all that was drawn, an administrator what
leaders did; so that where there is one leader alone, an administrator signs for those lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from boernestemme.domain.errors import NotFound, NotPermitted
from boernestemme.domain.log_watch import Rule, Verdict, sign_by
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.month import Month, parse_month
from boernestemme.domain.roles import Permission, Role
from boernestemme.domain.shared_words import WordPair
from boernestemme.services.access import Setting
from boernestemme.storage import access_log, accounts, log_lines, log_samples
from boernestemme.storage.db import transaction
from boernestemme.storage.log_lines import NamedLine
from boernestemme.storage.log_samples import LogSampleRow, Signature

SIGNED = "log_signed_off"


class Right(StrEnum):
    """Why somebody could do what a line tells, as far as it can be seen now."""

    OWN = "own"
    BACKUP = "backup"
    GIVEN_ON = "given_on"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    NO_MEETING = "no_meeting"
    UNKNOWN = "unknown"


BY_ROLE = {Role.LEADER: Right.LEADER, Role.ADMINISTRATOR: Right.ADMINISTRATOR}


@dataclass(frozen=True)
class DrawnLine:
    """One line to look at. ``what`` is the log's action, ``meetings`` how many it stands for.

    ``words`` name the meeting it is about, ``about`` the colleague; None where there is none, or it
    is known no more. ``who`` is None for whoever runs the system. ``is_own`` where the one who
    looks did it. ``signed_by`` is a first name.
    """

    rule: Rule
    number: int
    meetings: int
    at: datetime
    who: str | None
    what: str
    words: WordPair | None
    about: str | None
    right: Right
    is_own: bool
    verdict: Verdict | None
    signed_by: str
    signed_on: date | None

    @property
    def is_open(self) -> bool:
        """True until somebody has said what it is."""
        return self.verdict in (None, Verdict.ASKED)


@dataclass(frozen=True)
class Review:
    """One month: what was drawn by lot, of how many lines, what stands out, and till when.

    Once all of it is signed off there are no lines in it.
    """

    month: Month
    lines: int
    sign_by: date
    is_overdue: bool
    lot: tuple[DrawnLine, ...]
    findings: tuple[DrawnLine, ...]

    @property
    def all(self) -> tuple[DrawnLine, ...]:
        """What stands out first."""
        return (*self.findings, *self.lot)

    @property
    def open(self) -> int:
        """How many lines wait."""
        return sum(one.is_open for one in self.all)

    @property
    def can_sign_all(self) -> bool:
        """True while somebody else's line waits that nobody has looked at."""
        return any(one.verdict is None and not one.is_own for one in self.all)


def reviews(setting: Setting) -> tuple[Review, ...]:
    """Every month that was drawn, the newest first. Raises NotPermitted.

    Those in which nothing waits come without their lines.
    """
    if not setting.person.may(Permission.SIGN_LOG):
        raise NotPermitted("log review")
    lines = _lines(setting)
    return tuple(
        _review(setting, month, row.lines, lines.get(row.month, ()))
        for row in log_samples.reviews(setting.person.municipality)
        if (month := parse_month(row.month)) is not None
    )


def _review(setting: Setting, month: Month, lines: int, drawn: Sequence[DrawnLine]) -> Review:
    last_day = sign_by(month, setting.days)
    is_late = danish_day(setting.now) > last_day and any(one.is_open for one in drawn)
    lot = tuple(one for one in drawn if one.rule is Rule.LOT)
    stands_out = tuple(one for one in drawn if one.rule is not Rule.LOT)
    return Review(month, lines, last_day, is_late, lot, stands_out)


def _lines(setting: Setting) -> dict[str, list[DrawnLine]]:
    """What was drawn and this person may see, by month, where something still waits."""
    municipality = setting.person.municipality
    rows = log_samples.waiting(municipality)
    names = log_lines.named(municipality, sorted({row.number for row in rows}))
    given_on = log_lines.given_on(municipality, {one.line.subject for one in names.values()})
    signers = {one.id: one.first_name for one in accounts.of_municipality(municipality)}
    found: dict[str, list[DrawnLine]] = {}
    for row in rows:
        named = names.get(row.number)
        if named is not None and _may_see(setting, named):
            right = right_of(named, given_on)
            found.setdefault(row.month, []).append(_line(setting, row, named, right, signers))
    return found


def _may_see(setting: Setting, named: NamedLine) -> bool:
    return setting.person.role is Role.LEADER or named.role == Role.LEADER


def _line(
    setting: Setting,
    row: LogSampleRow,
    named: NamedLine,
    right: Right,
    signers: Mapping[str, str],
) -> DrawnLine:
    return DrawnLine(
        Rule(row.rule),
        row.number,
        row.meetings,
        named.line.at,
        named.who,
        named.line.action,
        named.words,
        named.about,
        right,
        row.actor == setting.person.id,
        None if row.verdict is None else Verdict(row.verdict),
        signers.get(row.signed_off_by or "", ""),
        row.signed_on,
    )


def right_of(named: NamedLine, given_on: Mapping[str, int]) -> Right:
    """Why somebody could, as it stands now: before a meeting was given on it was other people's."""
    line = named.line
    if named.role in set(BY_ROLE):
        return BY_ROLE[Role(named.role)]
    if named.caseworker_id is None:
        return Right.NO_MEETING
    if line.actor == named.caseworker_id:
        return Right.OWN
    if given_on.get(line.subject, 0) >= line.number:
        return Right.GIVEN_ON
    return Right.BACKUP if line.actor == named.backup_id else Right.UNKNOWN


def sign(
    setting: Setting, month: Month, verdict: Verdict, only: tuple[str, int] | None = None
) -> None:
    """Say of one line what it is, or of all that nobody has looked at; with a line in the log.

    What the person did waits for somebody else. Raises NotPermitted, and NotFound where nothing
    is left to sign.
    """
    person, today = setting.person, danish_day(setting.now)
    with transaction():
        access_log.append(person.municipality, person.id, SIGNED, str(month), setting.now)
        signature = Signature(verdict, person.id, today)
        signed = [
            log_samples.sign(person.municipality, month, one.rule, one.number, signature)
            for one in _signable(setting, month)
            if one.verdict is None and only is None or (one.rule, one.number) == only
        ]
        if not any(signed):
            raise NotFound(str(month))


def _signable(setting: Setting, month: Month) -> list[DrawnLine]:
    found = next((one.all for one in reviews(setting) if one.month == month), ())
    return [one for one in found if one.is_open and not one.is_own]
