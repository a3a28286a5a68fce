"""Every process does all of its work under its own database role, and is refused nothing."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest

from boernestemme.domain.errors import AlreadyAnswered
from boernestemme.domain.framing import Delivery
from boernestemme.domain.instruments import after
from boernestemme.domain.invitation import WRONG_PICKS_ALLOWED
from boernestemme.domain.marks import FEWEST
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import half_year_of
from boernestemme.services import (
    after_words,
    answering,
    answering_after,
    approving,
    changing_links,
    coverage_counting,
    erasing,
    filing,
    framing,
    listing_meetings,
    meeting_again,
    mixing,
    needs_cards,
    releasing,
    verifying,
)
from boernestemme.services.housekeeping import keep_house
from boernestemme.services.log_drawing import draw_due
from boernestemme.services.making_links import MadeLink
from boernestemme.services.month_counting import count_due
from boernestemme.services.statistics_keys import give_missing
from boernestemme.storage.db import db
from boernestemme.storage.grants import Group
from boernestemme.storage.schema_version import is_current
from tests.administering import come_and_go, keep_everything
from tests.databases import EmptyDatabases
from tests.factories import MEETING, NOW, PASSWORD
from tests.page_client import PageClient
from tests.roled_house import BOARD, PROCESSES, RoledHouse, roled_house
from tests.web.scene import ANSWERS
from tests.web.walking import Child
from tests.world import World

AFTERWARDS = MEETING + timedelta(hours=2)
RETURNING = re.compile(r"\bRETURNING\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def lasting_house(
    empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RoledHouse]:
    """One house for all: the tests only add links and answers of their own."""
    with roled_house(empty_databases, tmp_path_factory.mktemp("house")) as made:
        yield made


@pytest.fixture
def house(lasting_house: RoledHouse) -> Iterator[RoledHouse]:
    """The house at its beginning; at the end nothing may have been refused."""
    lasting_house.clock.now = NOW
    lasting_house.refused()
    yield lasting_house
    assert lasting_house.refused() == {}
    said = lasting_house.processes["child"].statements
    assert [statement for statement in said if RETURNING.search(statement)] == []


def child(house: RoledHouse, link: MadeLink) -> Child:
    """A child's browser before the child's own process."""
    return Child(house.processes["child"].app, link)


def answered(house: RoledHouse, age_group: AgeGroup = AgeGroup.OLDER) -> Child:
    """A child that has answered before its meeting, page by page."""
    one = child(house, house.scene().link(age_group=age_group)).come_in()
    one.walk(ANSWERS[age_group](), age_group)
    one.send("yes")
    return one


def tapped(house: RoledHouse, one: Child, age_group: AgeGroup, talk_to: str = "caseworker") -> None:
    """The child comes again after the meeting, taps through, and sends with words."""
    house.clock.now = AFTERWARDS
    one.come_in()
    for screen in after.INSTRUMENTS[age_group].screens:
        [question] = screen.questions
        one.see(f"/svar/{screen.number}")
        assert one.post(f"/svar/{screen.number}", {question.code: "yes"}).status_code == 303
    one.see("/svar/send")
    said = {"next_time": ("pauser",), "more_text": "mere tid", "talk_to": talk_to}
    assert one.post("/svar/send", said).headers["Location"] == "/svar/tak"
    one.see("/svar/tak")


@pytest.mark.parametrize("process", PROCESSES)
def test_each_process_is_ready(house: RoledHouse, process: str) -> None:
    app = house.processes[process].app
    missing = app.test_client().get("/readyz").get_json().get("missing", "database setting")
    assert missing.startswith("database setting")  # the test's server may keep no promise on disk
    with app.app_context():
        assert is_current(db.engine)


def test_what_is_refused_is_seen(house: RoledHouse) -> None:
    """The control: with one right less, the same way through is refused and noted."""
    role = house.database.name(Group.CHILD)
    one = child(house, house.scene().link()).come_in()
    house.database.run(f'REVOKE INSERT ON events FROM "{role}"')
    try:
        assert one.post("/svar/tjek").status_code == 503
    finally:
        house.database.run(f'GRANT INSERT ON events TO "{role}"')
    assert list(house.refused()) == ["child"]
    one.send()


@pytest.mark.parametrize("age_group", AgeGroup)
def test_a_child_goes_the_whole_way(house: RoledHouse, age_group: AgeGroup) -> None:
    one = answered(house, age_group)
    house.scene().reply(one.link, "vi taler om det")
    assert one.see("/svar/brev").status_code == 200
    tapped(house, child(house, one.link), age_group)


def test_a_child_turns_back_hides_and_comes_again(house: RoledHouse) -> None:
    one = child(house, house.scene().link()).come_in()
    one.fill(3, {"topics_text": "fortrudt"})
    one.fill(3, {}, go="erase")
    one.fill(5, {"place": "skole"})
    assert one.post("/pause", {"away": "yes"}).status_code == 204
    one.come_in()
    one.see("/svar/3", headers={"Sec-Fetch-Site": "none"})
    assert one.post("/videre").status_code == 303
    assert one.post("/svar/slet").status_code == 303
    one.come_in()
    assert one.post("/skjul").status_code == 200
    one.come_in()
    one.send()


def test_wrong_words_lock_the_link(house: RoledHouse) -> None:
    one, link = child(house, house.scene().link()), house.scene().link()
    one.begin()
    for _ in range(WRONG_PICKS_ALLOWED):
        last = one.pick(link.words.colour, link.words.thing)
    assert last.status_code == 404
    assert child(house, one.link).see(one.door).status_code == 404
    with house.scene().acting() as world:
        listed = listing_meetings.list_meetings(world.setting(), world.links.epoch)
    assert [row.is_locked for row in listed if row.id == one.link.meeting_id] == [True]


def test_two_browsers_send_and_one_answer_stands(house: RoledHouse) -> None:
    link, world = house.scene().link(), World(house.processes["child"].app, house.clock)
    for now, send in ((NOW, answering.send), (AFTERWARDS, answering_after.send_after)):
        house.clock.now = now
        with house.scene("child").acting():
            first, second = (world.visit(world.come_in(link)) for _ in range(2))
            assert send(first, {}, now)
            assert send(first, {}, now) is None
            with pytest.raises(AlreadyAnswered):
                send(second, {}, now)


def signed_in(pages: PageClient, door: str, name: str, password: str = PASSWORD) -> int:
    """The status of signing in at one of the doors."""
    pages.get(f"{door}/log-ind")
    email = f"{name}@test.example"
    return pages.post(f"{door}/log-ind", email=email, password=password).status_code


def test_a_case_worker_signs_in_makes_a_link_and_signs_out(house: RoledHouse) -> None:
    pages = PageClient(house.processes["staff"].app)
    assert signed_in(pages, "/raadgiver", "mette", "forkert kodeord") == 403
    assert signed_in(pages, "/raadgiver", "mette") == 303
    pages.get("/raadgiver/nyt-link")
    fields = {"age": "10-17", "day": "2027-03-16", "time": "14:30", "phone": "child"}
    assert pages.post_fields("/raadgiver/nyt-link", fields).status_code == 200
    assert pages.post("/raadgiver/log-ud").status_code == 303
    assert signed_in(pages, "/raadgiver", "leder") == 303
    for page in ("", "log", "tal"):
        assert pages.get(f"/leder/{page}").status_code == 200


@pytest.mark.parametrize("how", Delivery)
def test_a_case_worker_reads_and_replies(house: RoledHouse, how: Delivery) -> None:
    link, staff = answered(house).link, house.scene()
    staff.reply(link, "vi taler om det", how)
    with staff.acting() as world:
        framing.mark_text_read(world.setting(), link.meeting_id)
    for page in ("", "/efter", "/nyt-link", "/tilbagekald", "/aflys", "/flyt", "/nyt-moede"):
        assert staff.staff().get(f"/raadgiver/moeder/{link.meeting_id}{page}").status_code == 200


def test_a_case_worker_changes_links(house: RoledHouse) -> None:
    staff = house.scene()
    link, other = staff.link(), staff.link()
    with staff.acting() as world:
        changing_links.show_again(world.setting(), link.meeting_id, world.links)
    staff.move(link, MEETING + timedelta(days=200))  # into a half-year that has no key yet
    staff.make_anew(link)
    staff.change(changing_links.revoke, link)
    staff.change(changing_links.cancel, other)


def test_a_case_worker_meets_the_child_again(house: RoledHouse) -> None:
    link, staff = answered(house).link, house.scene()
    with staff.acting() as world:
        order = world.order(starts_at=MEETING + timedelta(days=30))
        setting, keys = world.setting(), world.links.keys
        again = meeting_again.invite_again(setting, link.meeting_id, order, world.links)
        assert needs_cards.read_cards(setting, again.meeting_id, keys.opener)
        needs_cards.delete_cards(setting, again.meeting_id, world.tools.settings.erasure_ledger)


def test_a_case_worker_reads_the_words_afterwards(house: RoledHouse) -> None:
    link, staff = house.scene().link(), house.scene()
    tapped(house, child(house, link), AgeGroup.OLDER)
    with staff.acting() as world:
        setting, opener = world.setting(), world.links.keys.opener
        said = after_words.read_after(setting, link.meeting_id, opener).said
        assert said.texts == ("mere tid",)
        after_words.mark_after_read(setting, link.meeting_id)
        after_words.mark_talked(setting, link.meeting_id)


def test_papers_are_filed_held_and_erased(house: RoledHouse) -> None:
    link, staff = answered(house).link, house.scene()
    staff.reply(link, "vi taler om det")
    tapped(house, child(house, link), AgeGroup.OLDER, talk_to="other")
    with staff.acting() as world:
        setting = world.setting()
        filing.file(setting, link.meeting_id, filing.look(setting, link.meeting_id).seen)
        filing.put_on_hold(setting, link.meeting_id)
        filing.lift_hold(setting, link.meeting_id)
    house.clock.now = MEETING + timedelta(days=60)
    with house.scene("housekeeping").acting() as world:
        ledger = world.tools.settings.erasure_ledger
        assert erasing.erase_due(ledger, house.clock.now) >= len(("before", "after", "framing"))
        erasing.replay(ledger)
    with staff.acting() as world:
        assert filing.look(world.setting(), link.meeting_id).erased_on
        after_words.mark_talked(world.setting("jonas"), link.meeting_id)


def test_the_house_is_kept(house: RoledHouse) -> None:
    answered(house)
    house.database.run("UPDATE invitations SET statistics_key = NULL")
    with house.scene("housekeeping").acting() as world:
        give_missing(world.links.statistics, NOW)
    house.clock.now = MEETING + timedelta(days=400)
    with house.scene("housekeeping").acting() as world:
        swept = keep_house(world.tools.settings.erasure_ledger, house.clock.now)
        assert draw_due(world.tools.days, house.clock.now)
        assert count_due(world.tools.days, house.clock.now)
        assert coverage_counting.count_due(house.clock.now)
        assert swept.links and swept.sessions and swept.events
        assert verifying.broken_chains()[1] == {}


def test_municipalities_people_and_settings_come_and_go(house: RoledHouse) -> None:
    come_and_go(house)
    keep_everything(house)


def test_taps_become_a_published_release(house: RoledHouse) -> None:
    """In a half-year of its own, for afterwards its key is gone."""
    meeting = MEETING + timedelta(days=350)
    tapping = World(house.processes["child"].app, house.clock)
    links = [house.scene().link(starts_at=meeting) for _ in range(FEWEST)]
    house.clock.now = meeting + timedelta(hours=2)
    taps = dict.fromkeys(("attended", *after.OLDER_ITEMS), "yes")
    with house.scene("child").acting():
        for link in links:
            tapping.answer_after(link, taps)
    with house.scene("housekeeping").acting() as world:
        folder = world.tools.settings.statistics_folder
        assert mixing.mix_all(folder, house.clock.now).items >= FEWEST
    period = half_year_of(meeting)
    house.clock.now = datetime.combine(period.may_freeze_from, time(12), tzinfo=UTC)
    with house.scene("statistics").acting():
        mixing.mix(period, folder, house.clock.now)
        mixing.discard_unreadable(period, folder, house.clock.now)
        releasing.freeze(period, folder, house.clock.now)
    with house.scene("housekeeping").acting():
        releasing.destroy_spent_secrets(folder, house.clock.now)
    with house.scene("board").acting() as world:
        for name in BOARD:
            approving.approve(world.person(name), period, house.clock.now)
    pages = PageClient(house.processes["board"].app)
    assert str(period) in pages.get("/tal/").text
    assert signed_in(pages, "/styrelse", "birte") == 303
    assert pages.get("/styrelse/").status_code == 200
    assert pages.post("/styrelse/log-ud").status_code == 303
