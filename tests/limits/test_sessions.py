"""F19: a session that was planted, ended or stolen opens nothing, from that very moment on."""

import random
from collections import Counter

import pytest

from tests.fuzz.guessers import let_expire
from tests.limits import childs_sessions, sessions
from tests.limits.careless_sessions import ClientSide, KeepsIds
from tests.limits.childs_sessions import ChildsSide, hide, send
from tests.limits.sessions import (
    OwnSide,
    is_fixed,
    is_in,
    outlives_sign_out,
    planted_ids,
    stolen_otherwise,
)
from tests.night.runs import Run
from tests.world import World

PARTS = ("staff", "children", "controls")
BY_DAY, ROUNDS, EACH, CONTROLS = 3, 50, 20, 10


def staffs_accepted(world: World, seed: str, many: int) -> Counter[str]:
    """How many of so many of each kind opened a page that they must not."""
    side, chance, found = OwnSide(world), random.Random(seed), Counter[str]()
    planted = planted_ids(side, chance)
    for _ in range(many):
        found["planted"] += is_fixed(side, next(planted))
        found["signed out"] += outlives_sign_out(side)
        found["closed"] += sessions.outlives(side, side.close)
        found["other role"] += sessions.outlives(side, side.change_role)
        found["other factor"] += sessions.outlives(side, side.reset_factor)
        found["stolen"] += is_in(side, stolen_otherwise(side, chance))
    return found


def childrens_accepted(world: World, many: int) -> Counter[str]:
    """How many of so many of each kind showed what a child had written."""
    side, found = ChildsSide(world), Counter[str]()
    for _ in range(many):
        found["planted"] += childs_sessions.is_fixed(side)
        found["hidden"] += childs_sessions.outlives(side, hide)
        found["sent"] += childs_sessions.outlives(side, send)
        found["elsewhere"] += childs_sessions.is_shown_elsewhere(side)
        let_expire(world.clock())
    return found


def careless_accepted(many: int) -> Counter[str]:
    """The controls: the same of sides whose sessions are kept badly."""
    found = Counter[str]()
    for _ in range(many):
        side, keeps = ClientSide(), KeepsIds()
        found["signed out"] += outlives_sign_out(side)
        found["closed"] += sessions.outlives(side, side.close)
        found["planted"] += is_fixed(keeps, "planted")
    return found


def test_no_session_of_staff_outlives_its_end(world: World) -> None:
    assert staffs_accepted(world, "day", BY_DAY).total() == 0


def test_no_session_of_a_child_shows_what_it_must_not(world: World) -> None:
    assert childrens_accepted(world, BY_DAY).total() == 0


def test_sessions_that_are_kept_badly_are_found() -> None:
    """The control: a cookie that holds the session, and an id that is kept on signing in."""
    assert set(careless_accepted(1).items()) == {("signed out", 1), ("closed", 1), ("planted", 1)}


def close(run: Run) -> None:
    """The row, when every part has run."""
    accepted = run.sum("accepted")
    run.close(
        f"{run.sum('staff'):.0f} sessions of staff planted, signed out, closed, given another role "
        f"or factor, or stolen but for the id; {run.sum('children'):.0f} of children planted, "
        f"hidden, sent or elsewhere: {accepted:.0f} accepted, all dead within the same moment",
        f"kept in the cookie or under a planted id: {run.sum('careless'):.0f} of "
        f"{3 * CONTROLS} accepted",
        passed=not accepted,
    )
    assert not accepted


@pytest.mark.night
def test_F19_six_thousand_sessions_of_staff(world: World) -> None:
    run = Run("F19", PARTS)
    for number, figures in run.rounds("staff", ROUNDS):
        found = staffs_accepted(world, f"{run.seed} {number}", EACH)
        figures["staff"], figures["accepted"] = EACH * len(found), found.total()
        assert found.total() == 0, found
    close(run)


@pytest.mark.night
def test_F19_four_thousand_sessions_of_children(world: World) -> None:
    run = Run("F19", PARTS)
    for _, figures in run.rounds("children", ROUNDS):
        found = childrens_accepted(world, EACH)
        figures["children"], figures["accepted"] = EACH * len(found), found.total()
        assert found.total() == 0, found
    close(run)


@pytest.mark.night
def test_F19_sessions_that_are_kept_badly_are_found() -> None:
    """The control."""
    run = Run("F19", PARTS)
    for _, figures in run.rounds("controls"):
        figures["careless"] = careless_accepted(CONTROLS).total()
        assert figures["careless"] == 3 * CONTROLS
    close(run)
