"""F1b and F5 against the real server: whatever happens meanwhile, one answer a link."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import EmptyDatabases
from tests.night.runs import Run
from tests.races.broken import make_forgetful
from tests.races.fates import FATES, PHONES_EACH, Crowd
from tests.races.served_house import ServedHouse, served_house
from tests.races.storms import AFTER, BEFORE, storms

BOTH = ("sqlite", "postgresql")
BY_DAY, FEW_STORMS = 3 * len(FATES), 4
ROUNDS, EACH = 10, 100  # by night 2,000 forms sent on each kind of database
STORM_ROUNDS, STORMS_EACH = 25, 100  # by night 5,000 storms, half on each
AFTER_EVERY = 4  # of the rounds, one is sent after the meeting


@pytest.fixture(scope="module", params=BOTH)
def house(
    request: pytest.FixtureRequest,
    empty_databases: EmptyDatabases,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[ServedHouse]:
    """One server on each kind of database for all."""
    folder = tmp_path_factory.mktemp("served")
    with served_house(request.param, folder, empty_databases) as found:
        yield found


@pytest.fixture
def forgetful(empty_databases: EmptyDatabases, tmp_path: Path) -> Iterator[ServedHouse]:
    """A house on a database that forgets."""
    with served_house("sqlite", tmp_path, empty_databases) as found:
        make_forgetful(found)
        yield found


def raced(house: ServedHouse, seed: str, many: int, *, rotates: bool) -> Crowd:
    """A crowd that has sent, maybe while keys were rotated."""
    crowd = Crowd(house, seed, many)
    crowd.send_all((house.begin_rotating, house.finish_rotating) if rotates else ())
    found = crowd.faults()
    assert found == [], found[:5]
    assert "Traceback" not in house.log.read_text()
    return crowd


def test_whatever_becomes_of_a_link_it_takes_what_it_thanked_for(house: ServedHouse) -> None:
    # Each rotation starts two servers, which takes its time: by day one will do.
    crowd = raced(house, "day", BY_DAY, rotates=house.kind == "sqlite")
    assert len({one.fate for one in crowd.children if one.thanked}) > 1


def test_however_often_a_form_is_sent_one_answer_is_stored(house: ServedHouse) -> None:
    for way in (BEFORE, AFTER):
        posts, found = storms(house, "day", FEW_STORMS, way)
        assert found == [] and posts > FEW_STORMS


def test_a_database_that_forgets_is_found_by_both(forgetful: ServedHouse) -> None:
    """The control."""
    assert all(planted_and_found(forgetful, BY_DAY, FEW_STORMS).values())


def planted_and_found(house: ServedHouse, children: int, many: int) -> Counter[str]:
    """How often each fault was found by whom, in a house that has them."""
    crowd = Crowd(house, "control", children)
    crowd.send_all()
    said = Counter(fault.partition(": ")[2].partition(":")[0] for fault in crowd.faults())
    _, found = storms(house, "control", many)
    more = sum(one.startswith("stored") and "events" in one for one in found)
    return Counter({"double": said["double"], "lost": said["lost"], "storms": more})


@pytest.mark.night
def test_F1b_two_thousand_forms_while_links_and_keys_change(house: ServedHouse) -> None:
    run = Run("F1b", (*BOTH, "control"))
    for number, figures in run.rounds(house.kind, ROUNDS):
        crowd = raced(house, f"{run.seed} {number}", EACH, rotates=True)
        figures["sent"] = PHONES_EACH * EACH
        figures["thanked"] = sum(len(one.thanked) for one in crowd.children)
        house.let_expire()
    close_races(run)


@pytest.mark.night
def test_F1b_control_a_forgetful_database(forgetful: ServedHouse) -> None:
    run = Run("F1b", (*BOTH, "control"))
    for _, figures in run.rounds("control"):
        figures |= planted_and_found(forgetful, EACH, FEW_STORMS)
        assert figures["double"] and figures["lost"]
    close_races(run)


def close_races(run: Run) -> None:
    """The row, when both have run."""
    run.close(
        f"{run.sum('sent'):.0f} forms, {run.sum('thanked'):.0f} thanked for: 0 double, 0 lost, "
        "0 taken too late, 0 refused without a reason, 0 5xx",
        f"claims forgotten, answers lost: {run.sum('double'):.0f} of {EACH} links double, "
        f"{run.sum('lost'):.0f} lost",
    )


@pytest.mark.night
def test_F5_five_thousand_storms_of_the_same_form(house: ServedHouse) -> None:
    run = Run("F5", (*BOTH, "control"))
    for number, figures in run.rounds(house.kind, STORM_ROUNDS):
        figures["storms"] = STORMS_EACH
        way = AFTER if number % AFTER_EVERY == 0 else BEFORE
        figures["posts"], found = storms(house, f"{run.seed} {number}", STORMS_EACH, way)
        assert found == [], found[:5]
        house.let_expire()
    close_storms(run)


@pytest.mark.night
def test_F5_control_without_the_key_of_the_first(forgetful: ServedHouse) -> None:
    run = Run("F5", (*BOTH, "control"))
    for _, figures in run.rounds("control"):
        figures["more"] = planted_and_found(forgetful, len(FATES), STORMS_EACH)["storms"]
        assert figures["more"] > STORMS_EACH / 2
    close_storms(run)


def close_storms(run: Run) -> None:
    """The row, when both have run."""
    run.close(
        f"{run.sum('storms'):.0f} storms of {run.sum('posts'):.0f} posts: 1 stored, 1 receipt each",
        f"claims forgotten: not 1 stored in {run.sum('more'):.0f} of {STORMS_EACH} storms",
    )
