"""Releases made by hand, with every kind of figure in them; nobody ever answered any of it."""

from dataclasses import replace
from datetime import date

from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.release import (
    Area,
    AreaKind,
    Bound,
    Figure,
    Release,
    ReplyFigure,
    Status,
    digest,
    to_bytes,
)
from boernestemme.domain.roles import Role
from boernestemme.services import administering, approving
from boernestemme.services.administering import NewAccount
from boernestemme.storage import accounts, releases
from boernestemme.storage.db import transaction
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


def shown(age_group: AgeGroup, area: Area, item: str, n: int, yes: int) -> Figure:
    """A figure that tells everything; its numbers differ from all its neighbours'."""
    no = 5 * (yes % 3)
    partly = None if age_group is AgeGroup.YOUNGER else n - yes - no
    percent = round(100 * yes / n)
    spread = 5 + yes % 7
    low, high = max(percent - spread, 0), min(percent + spread, 100)
    return Figure(
        age_group, area, item, Status.SHOWN, n, yes, partly, no, percent, Bound.EXACT, low, high
    )


def figures() -> tuple[Figure, ...]:
    """Every kind of area and figure, for both age groups."""
    made: list[Figure] = []
    for age_group in AgeGroup:
        base = 200 if age_group is AgeGroup.OLDER else 120
        areas = (COUNTRY, *MUNICIPALITY_AREAS, REGION_REST, COUNTRY_REST)
        for row, area in enumerate(areas):
            for column, item in enumerate(ITEMS[age_group]):
                n = base - 10 * row + 5 * column
                made.append(_figure(age_group, area, item, n))
    return tuple(made)


def _figure(age_group: AgeGroup, area: Area, item: str, n: int) -> Figure:
    plain = shown(age_group, area, item, n, n * 7 // 50 * 5)
    if area.code == "0492":
        return Figure(age_group, area, item, Status.HIDDEN)
    if area.code == "0360":
        return Figure(age_group, area, item, Status.UNCERTAIN, 15)
    if area.code == "0265" and item in {"heard", "voice"}:
        is_over = item == "heard"
        percent, bound = (90, Bound.OVER) if is_over else (10, Bound.UNDER)
        low, high = (75, 100) if is_over else (0, 25)
        return Figure(
            age_group, area, item, Status.SHOWN, n, percent=percent, bound=bound, low=low, high=high
        )
    return plain


REPLIES = (
    ReplyFigure("all", Status.SHOWN, 900, 500, 250, 150, 82),
    ReplyFigure("topic", Status.SHOWN, 400, 300, 60, 40, 85),
    ReplyFigure("person", Status.SHOWN, 250, 100, 100, 50, 79),
    ReplyFigure("place", Status.SHOWN, 155, 70, 40, 45, 81),
    ReplyFigure("need", Status.HIDDEN),
    ReplyFigure("private", Status.HIDDEN),
)


def release(period: Period = NEW, **changes: object) -> Release:
    """A whole release; 19 of the 98 municipalities take part."""
    made_on = date(period.next.year, 2 if period.half == 2 else 8, 5)
    made = Release(
        period, 1, "2007", TAKING_PART, len(MUNICIPALITIES), made_on, "", figures(), REPLIES
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # changes are named by each test


def add_board() -> None:
    """Three people of the board who may sign in; their one password is hashed once for all."""
    email, name = BOARD[0]
    administering.add_account(NewAccount(email, Role.BOARD, "", name, PASSWORD))
    first = administering.account_of(email)
    with transaction():
        for email, name in BOARD[1:]:
            accounts.add(email, Role.BOARD, first.municipality, name, first.password_hash)


def freeze(made: Release) -> None:
    """Store a release as a draft."""
    content = to_bytes(made)
    with transaction():
        releases.add(made.period, made.number, content, digest(content), made.made_on)


def publish(made: Release, world: World) -> None:
    """Store a release, and let two of the board approve it."""
    freeze(made)
    for email, _ in BOARD[:2]:
        approving.approve(administering.person_of(email), made.period, world.clock())
