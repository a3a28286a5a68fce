"""A small municipality is told by the year: the way of its answers from the child to the page."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from boernestemme.domain.errors import CannotOpen, ReleaseRefused
from boernestemme.domain.period import Period
from boernestemme.domain.release import from_bytes
from boernestemme.domain.roles import Role
from boernestemme.services import administering, approving, changing_links, mixing, releasing
from boernestemme.services.administering import NewAccount
from boernestemme.services.making_links import MadeLink
from boernestemme.services.publishing import published
from boernestemme.services.statistics_keys import file_by_year, make_ahead
from boernestemme.storage import invitations, releases
from boernestemme.storage.db import session, transaction
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.people_counts import PeopleCountRow
from tests.clock import Clock
from tests.factories import NOW, PASSWORD
from tests.release_factory import BOARD, add_board
from tests.services.after_steps import YES_TO_ALL, after, box, box_keys, items_since, taps_in
from tests.services.half_years import published_of, put
from tests.web.reading_pages import main_words
from tests.world import World

SMALL, YEAR = "0492", Period(2027)
SPRING = NOW + timedelta(days=9)
AUTUMN = datetime(2027, 10, 5, 10, tzinfo=UTC)
FROZEN = datetime(2028, 2, 1, 9, tzinfo=UTC)


@pytest.fixture
def aeroe(any_world: World) -> World:
    """A world with a case worker and a colleague in one of the smallest municipalities."""
    keys = any_world.links.keys
    administering.add_municipality(SMALL, "Ærø", "12 34 56 78", keys, NOW)
    for name in ("signe", "torben"):
        new = NewAccount(f"{name}@test.example", Role.CASEWORKER, SMALL, name.title(), PASSWORD)
        administering.add_account(new)
    return any_world


def link(world: World, starts_at: datetime, **changes: object) -> MadeLink:
    return world.link(by="signe", starts_at=starts_at, **changes)


def key_of(made: MadeLink) -> bytes | None:
    found = invitations.statistics_key(made.invitation_id)
    session().rollback()
    return found


def at(world: World, moment: datetime) -> None:
    assert isinstance(world.clock, Clock)
    world.clock.now = moment


def answered(world: World) -> None:
    """A child that answers in spring and again in autumn, and another in autumn."""
    first = link(world, SPRING)
    chain = select(InvitationRow.chain_id).where(InvitationRow.id == first.invitation_id)
    chain_id = str(session().execute(chain).scalar_one())
    again, other = link(world, AUTUMN, chain_id=chain_id), link(world, AUTUMN)
    for made, meeting in ((first, SPRING), (again, AUTUMN), (other, AUTUMN)):
        after(world, meeting)
        world.answer_after(made, YES_TO_ALL)


def frozen(world: World) -> releases.ReleaseRow:
    """The year mixed and frozen, with more answers there and in the other small municipalities."""
    folder = world.tools.settings.statistics_folder
    for code in ("0492", "0563", "0741", "0825"):
        put(code, 12, 4, YEAR)
    at(world, FROZEN)
    assert mixing.mix_all(folder, FROZEN).unreadable == 0
    releasing.freeze(YEAR, folder, FROZEN)
    row = releases.of_period(YEAR)
    assert row is not None
    return row


def test_a_year_goes_from_the_child_to_the_page(aeroe: World) -> None:
    answered(aeroe)
    assert {(row.municipality, row.period) for row in box()} == {(SMALL, "2027")}
    row = frozen(aeroe)
    counts = {one.municipality: one.children for one in session().scalars(select(PeopleCountRow))}
    assert counts == {"0492": 14, "0563": 12, "0741": 12, "0825": 12}, (
        "one child weighs once a year"
    )
    release = from_bytes(row.content)
    assert (release.taking_part, release.municipalities) == (4, 4)
    assert release.figures[0].area.name == "De mindste kommuner"
    add_board()
    for email, _ in BOARD[:2]:
        assert published_of(YEAR) is None
        approving.approve(administering.person_of(email), YEAR, FROZEN)
    assert published_of(YEAR) is not None
    page = main_words(aeroe.app.test_client().get("/tal/2027/"))
    assert "2027 (hele året) · De 4 mindste kommuner, talt over et helt år" in page
    assert "Fanø, Læsø, Samsø og Ærø" in page
    assert "Hele landet" not in page and "Øvrige kommuner i landet" not in page


def test_a_half_year_and_a_year_hold_each_their_own(world: World) -> None:
    """A mark under the wrong period, as from a version before the rule, is in neither."""
    folder, half = world.tools.settings.statistics_folder, Period(2027, 2)
    for day, rule in ((30, "too_early"), (31, "nothing_counted")):
        with pytest.raises(ReleaseRefused) as refusal:
            releasing.freeze(YEAR, folder, datetime(2028, 1, day, 12, tzinfo=UTC))
        assert refusal.value.rule == rule
    for code in ("0461", "0561", "0630", SMALL):
        put(code, 12, 4, half)
        put(code, 12, 4, YEAR)
    told = {one.period: one for one in (releasing.freeze(p, folder, FROZEN) for p in (half, YEAR))}
    assert (told[half].taking_part, told[half].municipalities) == (3, 98)
    assert (told[YEAR].taking_part, told[YEAR].municipalities) == (1, 4)
    assert told[half].hierarchy == told[YEAR].hierarchy == "2027"
    assert published() == []


def test_a_meeting_takes_the_key_of_the_period_it_is_moved_into(aeroe: World) -> None:
    keeper = aeroe.links.statistics
    at(aeroe, datetime(2026, 11, 22, 9, tzinfo=UTC))
    make_ahead(keeper, aeroe.clock())
    made = link(aeroe, datetime(2026, 12, 20, 10, tzinfo=UTC))
    large = aeroe.link(starts_at=datetime(2026, 12, 20, 10, tzinfo=UTC))
    seen = []
    for starts_at in (None, SPRING, AUTUMN):
        if starts_at:
            changing_links.move(aeroe.setting("signe"), made.meeting_id, starts_at, aeroe.links)
            changing_links.move(aeroe.setting(), large.meeting_id, starts_at, aeroe.links)
        seen.append((key_of(made), key_of(large)))
    periods = ("2026H2", "2026H2"), ("2027", "2027H1"), ("2027", "2027H2")
    assert seen == [tuple(keeper.public_key(of(one)) for one in both) for both in periods]


def of(text: str) -> Period:
    year, _, half = text.partition("H")
    return Period(int(year), int(half or 0))


def from_before(world: World) -> MadeLink:
    """A link for the year, as a version before the rule made it for a half-year."""
    made = link(world, SPRING)
    with transaction():
        of_half = world.links.statistics.public_key(Period(2027, 1))
        invitations.set_values(made.invitation_id, statistics_key=of_half)
    return made


def test_a_link_from_before_the_rule_can_be_read_under_the_year(aeroe: World) -> None:
    keeper = aeroe.links.statistics
    made, large = from_before(aeroe), aeroe.link(starts_at=SPRING)
    kept, of_half = key_of(large), key_of(made)
    assert kept == of_half != keeper.public_key(YEAR)
    assert [file_by_year(keeper, NOW), file_by_year(keeper, NOW)] == [1, 0]
    assert (key_of(made), key_of(large)) == (keeper.public_key(YEAR), kept)
    late = from_before(aeroe)  # the control: without the exchange the answer is lost
    after(aeroe, SPRING)
    for one in (made, late):
        before = box_keys()
        aeroe.answer_after(one, YES_TO_ALL)
        items = items_since(before)
        if one is made:
            assert taps_in(aeroe, items).values["heard"] == "yes"
    with pytest.raises(CannotOpen):
        taps_in(aeroe, items)
