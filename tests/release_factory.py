"""Releases made by hand, with every kind of figure in them; nobody ever answered any of it."""

from dataclasses import dataclass, replace
from datetime import date

from boernestemme.domain.disclosure import PROTECTION
from boernestemme.domain.figures import Area, AreaKind, Bound, Figure, ReplyFigure, Status
from boernestemme.domain.instruments.after import ITEMS, VERSION
from boernestemme.domain.meeting import AgeGroup, danish_day
from boernestemme.domain.period import Period
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.release import Release, digest, to_bytes
from boernestemme.domain.roles import Role
from boernestemme.services import administering
from boernestemme.services.administering import NewAccount
from boernestemme.storage import accounts, release_approvals, releases
from boernestemme.storage.db import transaction
from tests.coverage_factory import who_is_missing
from tests.factories import PASSWORD
from tests.world import World

OLD, NEW = Period(2026, 1), Period(2026, 2)
BOARD = ("anna@test.example", "Anna"), ("bo@test.example", "Bo"), ("dorte@test.example", "Dorte")
COUNTRY = Area(AreaKind.COUNTRY, "", "Danmark")
COUNTRY_REST = Area(AreaKind.COUNTRY_REST, "", "Danmark")
REGION_REST = Area(AreaKind.REGION_REST, "1085", "Region Sjælland")
TAKING_PART = 19


def municipality(code: str) -> Area:
    """One of the 98."""
    return Area(AreaKind.MUNICIPALITY, code, MUNICIPALITIES[code])


# One for every letter that sorts oddly: a plain one, Æ, Ø, and both kinds of Å.
MUNICIPALITY_AREAS = tuple(map(municipality, ("0751", "0580", "0492", "0265", "0360", "0101")))


@dataclass(frozen=True)
class Behind:
    """The numbers of an area and item, which a figure tells or not."""

    n: int
    yes: int
    no: int

    def __add__(self, other: "Behind") -> "Behind":
        return Behind(self.n + other.n, self.yes + other.yes, self.no + other.no)


def behind(age_group: AgeGroup, area: Area, item: str, n: int) -> Behind:
    """Numbers that differ from all their neighbours'; those of 6–9 never said *partly*."""
    n = {"0360": 15, "0492": 25}.get(area.code, n)
    yes = {("0265", "heard"): n, ("0265", "voice"): 0}.get((area.code, item), n * 7 // 50 * 5)
    no = n - yes if age_group is AgeGroup.YOUNGER else min(5 * (yes % 3), n - yes)
    return Behind(n, yes, no)


def shown(age_group: AgeGroup, area: Area, item: str, counts: Behind) -> Figure:
    """A figure that tells everything."""
    n, yes, no = counts.n, counts.yes, counts.no
    partly = None if age_group is AgeGroup.YOUNGER else n - yes - no
    percent = round(100 * yes / n)
    spread = 5 + yes % 7
    low, high = max(percent - spread, 0), min(percent + spread, 100)
    return Figure(
        age_group, area, item, Status.SHOWN, n, yes, partly, no, percent, Bound.EXACT, low, high
    )


def figures() -> tuple[Figure, ...]:
    """Every kind of area and figure, for both age groups; the country's line is their sum."""
    made: list[Figure] = []
    for age_group in AgeGroup:
        base = 190 if age_group is AgeGroup.OLDER else 110
        whole = dict.fromkeys(ITEMS[age_group], Behind(0, 0, 0))
        parts: list[Figure] = []
        for row, area in enumerate((*MUNICIPALITY_AREAS, REGION_REST, COUNTRY_REST)):
            for column, item in enumerate(ITEMS[age_group]):
                counts = behind(age_group, area, item, base - 10 * row + 5 * column)
                whole[item] += counts
                parts.append(_figure(age_group, area, item, counts))
        made += [shown(age_group, COUNTRY, item, counts) for item, counts in whole.items()]
        made += parts
    return tuple(made)


def _figure(age_group: AgeGroup, area: Area, item: str, counts: Behind) -> Figure:
    n = counts.n
    if area.code == "0492":
        return Figure(age_group, area, item, Status.HIDDEN)
    if area.code == "0360":
        return Figure(age_group, area, item, Status.UNCERTAIN, n)
    if area.code == "0265" and item in {"heard", "voice"}:
        is_over = item == "heard"
        percent, bound = (90, Bound.OVER) if is_over else (10, Bound.UNDER)
        low, high = (75, 100) if is_over else (0, 25)
        return Figure(
            age_group, area, item, Status.SHOWN, n, percent=percent, bound=bound, low=low, high=high
        )
    return shown(age_group, area, item, counts)


REPLIES = (
    ReplyFigure("all", Status.SHOWN, 900, 500, 250, 150, 82),
    ReplyFigure("topic", Status.SHOWN, 400, 300, 60, 40, 85),
    ReplyFigure("person", Status.SHOWN, 250, 100, 100, 50, 78),
    ReplyFigure("place", Status.SHOWN, 155, 70, 40, 45, 81),
    ReplyFigure("need", Status.HIDDEN),
    ReplyFigure("private", Status.HIDDEN),
)


def release(period: Period = NEW, **changes: object) -> Release:
    """A whole release; 19 of the 98 municipalities take part."""
    made_on = date(period.next.year, 2 if period.half == 2 else 8, 5)
    whole, told = len(MUNICIPALITIES), (figures(), REPLIES)
    made = Release(
        period,
        1,
        "2007",
        TAKING_PART,
        whole,
        made_on,
        "",
        *told,
        (VERSION,),
        PROTECTION,
        **who_is_missing((COUNTRY, *MUNICIPALITY_AREAS, REGION_REST, COUNTRY_REST)),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # changes are named by each test


def add_board() -> None:
    """Three people of the board who may sign in; their one password is hashed once for all."""
    email, name = BOARD[0]
    administering.add_account(NewAccount(email, Role.BOARD, "", name, PASSWORD))
    first = administering.account_of(email)
    with transaction():
        for email, name in BOARD[1:]:
            accounts.add(
                email,
                Role.BOARD,
                first.municipality,
                name,
                first.password_hash,
                first.confirmed_on,
            )


def freeze(made: Release) -> None:
    """Store a release as a draft."""
    content = to_bytes(made)
    with transaction():
        releases.add(made.period, made.number, content, digest(content), made.made_on)


def publish(made: Release, world: World) -> None:
    """Store a release and two approvals by the board, whatever an audit would say of it."""
    freeze(made)
    row = releases.of_period(made.period)
    assert row is not None
    with transaction():
        for email, _ in BOARD[:2]:
            who = administering.person_of(email).id
            release_approvals.add(row.id, who, row.digest, danish_day(world.clock()))
