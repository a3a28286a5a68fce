"""The funnel on the page: limits, bands, one municipality picked, and no ranking."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from boernestemme.domain.figures import Area, AreaKind, Figure
from boernestemme.domain.funnel import Limits, limits
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.published_error import variance_of
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.release import Release
from boernestemme.web.numbers.funnel_drawing import BOTTOM, TOP
from boernestemme.web.numbers.funnels import Funnel, funnels_of
from boernestemme.web.numbers.tiles import standings_of
from tests.release_factory import figures, release

pytestmark = pytest.mark.usefixtures("danish")
OLDER = AgeGroup.OLDER


def funnel(made: Release, picked: str = "") -> Funnel:
    """The older children's."""
    return funnels_of(made, standings_of(made), picked)[1]


def is_heard(one: Figure, code: str = "") -> bool:
    """True for the older children's headline, of one municipality or of any."""
    is_here = one.area.code == code if code else one.area.kind is AreaKind.MUNICIPALITY
    return is_here and (one.item, one.age_group) == ("heard", OLDER)


def with_share(code: str, share: float) -> Release:
    """A release in which all municipalities have 70 % yes and one has its own share."""
    told = []
    for one in figures():
        if one.yes is not None and is_heard(one):
            own = share if one.area.code == code else 0.7
            one = replace(one, yes=round(own * (one.n or 0)), percent=round(100 * own))
        elif one.area.kind is AreaKind.COUNTRY and one.item == "heard":
            one = replace(one, yes=round(0.7 * (one.n or 0)), percent=70)
        told.append(one)
    return release(figures=tuple(told))


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        (lambda one: one.high95 - 0.02, "mindre end usikkerheden"),
        (lambda one: (one.high95 + one.high998) / 2, "lige uden for"),
        (lambda one: one.high998 + 0.02, "næppe er tilfældigt"),
        (lambda one: one.low998 - 0.02, "næppe er tilfældigt"),
    ],
)
def test_what_is_said_follows_the_limits(limit: Callable[[Limits], float], said: str) -> None:
    n = next(one.n or 0 for one in figures() if is_heard(one, "0751"))
    found = limits(n, 0.7, variance_of(release()))
    one = funnel(with_share("0751", limit(found)), "0751")
    assert said in one.said and one.said.count("Aarhus") == 1


def test_only_those_with_a_share_are_drawn_and_one_is_marked() -> None:
    plain, marked = funnel(release()), funnel(release(), "0751")
    assert plain.drawing and marked.drawing
    assert len(plain.drawing.dots) == 4 and plain.drawing.picked is None
    assert len(marked.drawing.dots) == 3 and marked.drawing.picked in plain.drawing.dots
    assert plain.said == ""


def test_a_band_is_drawn_as_a_band() -> None:
    one = funnel(release(), "0265")
    assert one.drawing and one.drawing.picked
    assert one.drawing.picked.is_band and one.drawing.picked.top < one.drawing.picked.bottom
    assert "En lodret streg er en andel, der kun er vist som et spænd." in one.notes


def test_what_cannot_be_drawn_says_why() -> None:
    for code, why in (
        ("0360", "kun 15 svar, for få til en andel"),
        ("0147", "ikke med"),
        ("0492", "vises ikke"),
    ):
        assert funnel(release(), code).said.endswith(f"kan ikke tegnes: {why}.")
    few = release(figures=tuple(one for one in figures() if one.area.code in ("", "0101")))
    assert funnel(few).drawing is None
    assert funnel(few).notes == ("For få kommuner er vist med en andel. De kan ikke tegnes.",)


def test_everything_lies_inside_the_drawing() -> None:
    drawing = funnel(release()).drawing
    assert drawing
    lines = (drawing.inner, *drawing.inner_ends, *drawing.outer_ends)
    heights = [float(pair.split(",")[1]) for line in lines for pair in line.split()]
    heights += [end for dot in drawing.dots for end in (dot.top, dot.bottom)]
    assert min(heights) >= TOP and max(heights) <= BOTTOM


def many(share: float) -> Release:
    """A release with sixteen municipalities, each second of which has this share of yes."""
    aarhus = next(one for one in figures() if is_heard(one, "0751"))
    codes = sorted(MUNICIPALITIES)[:16]
    told = tuple(
        replace(
            aarhus,
            area=Area(AreaKind.MUNICIPALITY, code, MUNICIPALITIES[code]),
            yes=round((share if number % 2 else 0.7) * (aarhus.n or 0)),
        )
        for number, code in enumerate(codes)
    )
    country = tuple(one for one in with_share("0751", 0.7).figures if one.area.code == "")
    return release(figures=country + told)


def test_limits_are_wider_where_municipalities_differ_and_it_says_so() -> None:
    assert any("φ = " in note for note in funnel(many(0.4)).notes)
    assert funnel(many(0.7)).notes == (
        "Samlet set er forskellene ikke større, end tilfældet kan give.",
    ), "the control"
