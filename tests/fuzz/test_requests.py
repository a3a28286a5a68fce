"""F6: odd requests over every route: no 5xx, no trace in page or log, no change by fetching."""

from collections.abc import Iterator

import pytest

from boernestemme.domain.roles import Permission
from boernestemme.services import entering
from boernestemme.web.guard import opens
from boernestemme.web.tools import NAME
from tests.databases import EmptyDatabases
from tests.fuzz.besieged import Besieged, besieged_in, listening
from tests.fuzz.odd_requests import Odd
from tests.night.runs import Run
from tests.routes import ROUTES
from tests.visitors import House

PARTS = ("requests", "controls", "sockets", "socket controls")
HALF, ROUNDS, BY_DAY = 250, 200, 2  # by night 100,000 requests


PLANTED = ("/raises", "/writes", "/trace")


@pytest.fixture(scope="module")
def besieged(
    tmp_path_factory: pytest.TempPathFactory, empty_databases: EmptyDatabases
) -> Iterator[Besieged]:
    """One house for all, which begins again with each round."""
    yield from besieged_in(tmp_path_factory.mktemp("besieged"), empty_databases, plant)


def plant(house: House) -> None:
    """Bad views that nobody knows of: one raises, one writes when fetched, one shows a trace."""

    def raises() -> str:
        raise ValueError

    def writes() -> str:
        entering.start(house.app.extensions[NAME].signer, house.address["<token>"], None, house.now)
        return "open"

    def trace() -> str:
        return 'Traceback: File "/secret.py"'

    for view in (raises, writes, trace):
        name = view.__name__
        house.app.add_url_rule(f"/{name}", f"child.{name}", opens(Permission.ANYBODY)(view))


def planted_and_found(besieged: Besieged, many: int) -> int:
    """How many of the three bad views a round finds."""
    found = str(besieged.round("control", many, PLANTED))
    raised = "status 503" in found and "logged ValueError in child.raises" in found
    written = "fetching changed" in found and "child_sessions" in found
    return raised + written + ("shows Traceback" in found)


def test_odd_requests_over_every_route(besieged: Besieged) -> None:
    for number in range(BY_DAY):
        assert besieged.round(f"day {number}", HALF) == []


def test_the_visitors_forms_are_really_sent(besieged: Besieged) -> None:
    """Else only closed doors would have been knocked at."""
    seen = {name: len(forms) for name, forms in besieged.forms.items()}
    assert min(seen[name] for name in ("inside", "mette", "leder", "ada", "anna")) > 1, seen
    assert set(besieged.rules) == set(ROUTES) and len(besieged.names) > 50


@pytest.mark.parametrize("host", ["x" * 64, "a..b", "x" * 64 + ".dk:80"])
def test_a_host_that_no_name_can_be_is_refused_in_peace(besieged: Besieged, host: str) -> None:
    for path in ("/healthz", "/b/x", "/raadgiver/", "/tal/"):
        with listening() as troubles:
            assert besieged.ask(Odd("GET", path, headers={"Host": host}), "mette") == []
        assert troubles == []


def test_planted_faults_are_found(besieged: Besieged) -> None:
    """The control."""
    assert planted_and_found(besieged, 5) == len(PLANTED)


@pytest.mark.night
def test_F6_a_hundred_thousand_odd_requests(besieged: Besieged) -> None:
    run = Run("F6", PARTS)
    for number, figures in run.rounds("requests", ROUNDS):
        found = besieged.round(f"{run.seed} {number}", HALF)
        assert found == [], found[:5]
        figures["requests"] = 2 * HALF
    for _, figures in run.rounds("controls"):
        figures["planted"] = planted_and_found(besieged, HALF)
        assert figures["planted"] == len(PLANTED)
    close(run)


def close(run: Run) -> None:
    """The row of requests and sockets together, when both have run."""
    run.close(
        f"{run.sum('requests'):.0f} requests and {run.sum('sockets'):.0f} sockets: 0 faults",
        f"{run.sum('planted'):.0f} of 5 planted faults found",
    )
