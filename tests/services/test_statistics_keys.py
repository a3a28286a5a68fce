"""The half-years' statistics keys: made once, and given to links made by an older version."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from boernestemme.domain.meeting import FURTHEST_AHEAD
from boernestemme.domain.period import Period, half_year_of
from boernestemme.services.making_links import MadeLink
from boernestemme.services.statistics_keys import StatisticsKeeper, give_missing, make_ahead
from boernestemme.storage import invitations, statistics_keys, statistics_secret
from boernestemme.storage.db import session, transaction
from tests.factories import MEETING, NOW
from tests.races.processes import together
from tests.services.boxes import new_period
from tests.world import World

LATER = MEETING + timedelta(days=180)
PROCESSES = 4


def without_key(world: World, **changes: object) -> MadeLink:
    """A link as an older version made it."""
    link = world.link(**changes)
    with transaction():
        invitations.set_values(link.invitation_id, statistics_key=None)
    return link


def key_of(link: MadeLink) -> bytes | None:
    found = invitations.statistics_key(link.invitation_id)
    session().rollback()
    return found


def test_older_links_get_the_key_of_their_own_half_year(any_world: World) -> None:
    keeper = any_world.links.statistics
    now, later = without_key(any_world), without_key(any_world, starts_at=LATER)
    kept = any_world.link()
    assert [key_of(now), key_of(later)] == [None, None]
    assert give_missing(keeper, NOW) == 2
    assert key_of(now) == key_of(kept) == keeper.public_key(half_year_of(MEETING))
    assert key_of(later) == keeper.public_key(half_year_of(LATER)) != key_of(now)
    assert give_missing(keeper, NOW) == 0


def test_a_key_once_given_is_never_exchanged(any_world: World) -> None:
    link = any_world.link()
    with transaction():
        invitations.set_values(link.invitation_id, statistics_key=b"k" * 32)
    assert give_missing(any_world.links.statistics, NOW) == 0
    assert key_of(link) == b"k" * 32


@pytest.mark.parametrize(("seconds", "given"), [(-1, 1), (0, 0)])
def test_a_link_that_has_expired_needs_no_key(any_world: World, seconds: int, given: int) -> None:
    now = without_key(any_world).expires_at + timedelta(seconds=seconds)
    assert give_missing(any_world.links.statistics, now) == given


def make_key(folder: str, year: int) -> bytes:
    """One process: the key of a half-year that has none."""
    with transaction():
        return StatisticsKeeper(Path(folder)).public_key(Period(year, 1))


def test_processes_that_make_a_key_at_once_make_the_same(any_world: World) -> None:
    settings, year = any_world.tools.settings, new_period().year
    each = [(str(settings.statistics_folder), year)] * PROCESSES
    session().rollback()
    made = together(settings.database, make_key, *each)
    query = text("SELECT public_key FROM statistics_keys WHERE period = :period")
    [kept] = session().scalars(query, {"period": str(Period(year, 1))})
    assert set(made) == {bytes(kept)}
    assert statistics_secret.public_key(settings.statistics_folder, Period(year, 1)) == made[0]


def test_every_half_year_a_link_may_be_made_for_has_its_key_ahead(any_world: World) -> None:
    keeper = any_world.links.statistics
    make_ahead(keeper, NOW)
    furthest = half_year_of(NOW + FURTHEST_AHEAD)
    assert furthest > half_year_of(NOW)
    period = half_year_of(NOW)
    while period <= furthest:
        assert statistics_keys.public_key(period) is not None
        period = period.next
    assert statistics_keys.public_key(period) is None


def test_links_are_made_without_a_way_to_the_secrets(any_world: World, tmp_path: Path) -> None:
    make_ahead(any_world.links.statistics, NOW)
    nowhere = StatisticsKeeper(tmp_path / "nowhere")
    known = any_world.links.statistics.public_key(half_year_of(LATER))
    assert nowhere.public_key(half_year_of(LATER)) == known
    assert not nowhere.folder.exists()
