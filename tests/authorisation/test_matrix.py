"""F8: who may open what, over every address, role, relation and method, by a few written rules."""

from collections import Counter
from collections.abc import Iterator

import pytest

from boernestemme.domain.roles import Permission
from boernestemme.services import access
from boernestemme.web.guard import MARK
from tests.authorisation.place import Place, cells_of
from tests.authorisation.table import (
    HOLDS,
    METHODS,
    Cell,
    Relation,
    Role,
    Routes,
    Told,
    promised,
)
from tests.databases import EmptyDatabases
from tests.night.runs import Run
from tests.routes import ROUTES
from tests.visitors import make_house

BY_DAY = ("GET", "POST", "PUT")
OPENED, ONE_MEETING = "caseworker.method", "caseworker.ask_move"


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory, empty_databases: EmptyDatabases
) -> Iterator[Place]:
    """One place for all: what a request changed is put back."""
    for house in make_house(tmp_path_factory.mktemp("place"), empty_databases):
        found = Place(house)
        yield found
        found.close()


def unexpected(place: Place, cells: list[Cell], routes: Routes = ROUTES) -> list[str]:
    """Every cell that is told otherwise than the rules say, or that they do not know."""
    found = []
    for cell in cells:
        wanted = promised(cell, routes)
        told = wanted if wanted is Told.UNDECLARED else place.ask(cell)
        if told != wanted or told is Told.UNDECLARED:
            found.append(f"{cell}: {told}, and not {wanted}")
    return found


def differs_by_relation(cell: Cell) -> bool:
    """True where it matters whose the meeting, person or team is; else one relation will do."""
    permission = ROUTES[cell.endpoint][2] if cell.endpoint else None
    return cell.names and permission in HOLDS and cell.role in HOLDS[permission]


def of(place: Place, endpoint: str) -> list[Cell]:
    """The cells of one endpoint."""
    return [cell for cell in cells_of(place.house.app, METHODS) if cell.endpoint == endpoint]


def test_every_route_tells_every_role_what_the_rules_say(place: Place) -> None:
    cells = [
        cell
        for cell in cells_of(place.house.app, BY_DAY)
        if cell.relation is Relation.OWN or differs_by_relation(cell)
    ]
    assert unexpected(place, cells) == []
    assert {cell.endpoint for cell in cells} == {*ROUTES, None}
    wanted = Counter(promised(cell, ROUTES) for cell in cells)
    assert wanted.keys() == set(Told) - {Told.UNDECLARED}


def undeclared_found(place: Place) -> int:
    """The control: how many cells of a route that stands on no list are red."""
    listed = {endpoint: route for endpoint, route in ROUTES.items() if endpoint != OPENED}
    return len(unexpected(place, of(place, OPENED), listed))


def unchecked_found(place: Place) -> tuple[int, int]:
    """The control: red cells of a route for anybody, and of one that asks not whose it is."""
    views = place.house.app.view_functions
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(views[OPENED], MARK, Permission.ANYBODY)
        for_anybody = len(unexpected(place, of(place, OPENED)))
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(access, "may_read", lambda *_: True)
        for_all = len(unexpected(place, of(place, ONE_MEETING)))
    return for_anybody, for_all


def test_a_route_on_no_list_and_one_without_its_check_are_found(place: Place) -> None:
    """The control: of 48 cells each (GET and HEAD), those that must stay closed or are unknown."""
    assert undeclared_found(place) == 48
    assert unchecked_found(place) == (40, 4)


@pytest.mark.night
def test_F8_the_whole_matrix(place: Place) -> None:
    run = Run("F8", ("matrix", "controls"))
    for _, figures in run.rounds("matrix"):
        cells = list(cells_of(place.house.app, METHODS))
        found = unexpected(place, cells)
        assert found == [], found[:9]
        hidden = [cell for cell in cells if promised(cell, ROUTES) is Told.UNKNOWN]
        assert [cell for cell in hidden if not place.looks_like_none(cell)] == []
        figures["cells"], figures["hidden"] = len(cells), len(hidden)
    for _, figures in run.rounds("controls"):
        figures["red"] = undeclared_found(place) + sum(unchecked_found(place))
        assert figures["red"] == 92
    run.close(
        f"{run.sum('cells'):.0f} cells ({len(Role)} roles, {len(Relation)} relations, "
        f"{len(METHODS)} methods): 0 unexpected; {run.sum('hidden'):.0f} answer as if there were "
        "nothing",
        f"{run.sum('red'):.0f} of 92 cells red of a route on no list and two without their check",
    )
