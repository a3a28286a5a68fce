"""F20 over HTTP: all keys rotate while children send; what is retired opens nothing any more.

By day tests/services/test_key_rotation.py does the same without a server.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from boernestemme import create_app
from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.yearly import period_of
from boernestemme.services.box_reading import read_all
from boernestemme.storage import mixer_box, municipality_keys, wrapping
from boernestemme.storage.db import forget_connections
from boernestemme.storage.mark_opening import BoxOpener
from boernestemme.storage.tokens import LinkSigner
from tests.databases import EmptyDatabases
from tests.night.runs import Run
from tests.races.journeys import Journeys, begun
from tests.races.phones import OK, Phone
from tests.races.served_house import CODE, SOON, ServedHouse, now, served_house
from tests.races.spreading import spread
from tests.services.rotating import PARTS, as_told
from tests.world import World

EACH, FEW, ROUNDS = 60, 10, 12  # 30,000 operations in 24 rotations
NOT_FOUND, BY, SOME = 404, "jonas", 10


@pytest.fixture(params=("sqlite", "postgresql"))
def served(
    request: pytest.FixtureRequest, empty_databases: EmptyDatabases, tmp_path: Path
) -> Iterator[ServedHouse]:
    """A server on each kind of database."""
    with served_house(request.param, tmp_path, empty_databases) as found:
        yield found


def rotated(house: ServedHouse, many: int) -> Journeys:
    """So many children go the whole way, half of them after their meeting, in one rotation."""
    journeys = begun(house)
    tasks = [journeys.one_after if number % 2 else journeys.one_before for number in range(many)]
    spread([[task] for task in tasks], (house.begin_rotating, house.finish_rotating))
    assert journeys.faults == []
    assert "Traceback" not in house.log.read_text()
    return journeys


def taps_in_the_box(house: ServedHouse) -> int:
    """How many children's taps can be read with the half-year's key, each with whose they were."""
    settings, period = house.world.tools.settings, period_of(now(), CODE)
    with house.inside():
        waiting = mixer_box.waiting(period, CODE)
        read = read_all(waiting, BoxOpener(settings.statistics_folder, period), CODE)
    assert len(read) == len(waiting)
    return len(read) // 2


def retire(house: ServedHouse) -> dict[str, float]:
    """Take all keys but the newest out: what of the older ones was tried, none of it accepted."""
    settings, signer = house.world.tools.settings, house.world.tools.signer
    links, wrong = house.links(SOME, BY), links_of_the_wrong_key(house)
    house.keep_newest_link_key()
    assert {status_of(house, link.token) for link in links} == {OK}
    old = [LinkSigner((key,), house.world.tools.epoch) for key in settings.link_keys[:-1]]
    forged = [one.sign(signer.read(link.token) or b"") for one in old for link in links]
    assert forged and {status_of(house, token) for token in forged} == {NOT_FOUND}
    dead = sum(status_of(house, token) == NOT_FOUND for token in wrong)
    assert dead == SOME, "the control: in the wrong order the old key goes on signing"
    closed = pairs_that_stay_closed(house)
    return {"retired": len(forged) + closed, "reversed": dead, "made reversed": len(wrong)}


def status_of(house: ServedHouse, token: str) -> int:
    return Phone(house).get(f"/b/{token}").status


def pairs_that_stay_closed(house: ServedHouse) -> int:
    """How many pairs were tried by each wrapping key of before."""
    file = house.world.tools.settings.wrapping_key_file
    retired = [one.read_bytes() for one in file.parent.glob(f"{file.name}.until-*")]
    with house.inside():
        pairs = municipality_keys.all_wrapped()
    for key_id, wrapped in pairs.items():
        wrapping.unwrap(wrapping.read_key(file), key_id, wrapped)
        for old in retired:
            with pytest.raises(CannotOpen):
                wrapping.unwrap(old, key_id, wrapped)
    assert retired
    return len(pairs) * len(retired)


def links_of_the_wrong_key(house: ServedHouse) -> list[str]:
    """What a process gives out that reads the keys the other way round."""
    settings = house.world.tools.settings
    wrong = replace(settings, link_keys=settings.link_keys[::-1])
    world = World(create_app(wrong, clock=now), now)
    with world.app.app_context():
        made = [world.link(by=BY, starts_at=now() + SOON).token for _ in range(SOME)]
        forget_connections()
    return made


@pytest.mark.night
def test_F20_thirty_thousand_operations_over_http(served: ServedHouse) -> None:
    run, after = Run("F20", PARTS), 0
    for _, figures in run.rounds(f"{served.kind} over HTTP", ROUNDS):
        journeys = rotated(served, EACH)
        after += journeys.after
        assert taps_in_the_box(served) == after
        figures |= {"asked": journeys.asked, "rotated": 1}
        served.let_expire()
    for _, figures in run.rounds(f"{served.kind} retired"):
        rotated(served, FEW)
        figures |= retire(served)
    run.close(*as_told(run))
