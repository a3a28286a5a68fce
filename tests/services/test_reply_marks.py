"""What became of the wishes goes into the mixer's box once, sealed, in time or late."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from boernestemme.domain.framing import Delivery, Outcome, Reason, WishReply
from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.marks import BoxKind, MixClass, WishOutcome, outcomes_from_bytes
from boernestemme.domain.meeting import AgeGroup, Phone, danish_day
from boernestemme.domain.period import Period, half_year_of
from boernestemme.domain.questionnaire import Answers, Kind
from boernestemme.domain.submission import WishKind
from boernestemme.services import changing_links, framing, replying
from boernestemme.services.access import Setting
from boernestemme.services.key_keeping import KeyKeeper
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import framings, mixer_box, statistics_secret
from boernestemme.storage.db import session, transaction
from boernestemme.storage.framings import FramingRow
from boernestemme.storage.mark_opening import open_item
from boernestemme.storage.mixer_box import MixerBoxRow
from boernestemme.storage.wrapping import read_key
from tests.factories import MEETING, NOW, older_answers
from tests.giving import give_reply
from tests.races.processes import meet, together
from tests.services.steps import count, log_of, read, reply_to_all, row_of, set_now
from tests.world import World

RACES = 12
ONE_WISH: Answers = {"topics": ("skole",)}


@pytest.fixture(autouse=True)
def _empty_box(shared_world: World) -> None:
    """Nothing of another test waits."""
    with transaction():
        session().execute(text("DELETE FROM mixer_box"))
    assert shared_world.person()


def answered(world: World, answers: Answers | None = None, **changes: object) -> MadeLink:
    link = world.link(**changes)
    world.answer(link, older_answers() if answers is None else answers)
    return link


def deliver(world: World, link: MadeLink, how: Delivery = Delivery.AT_MEETING) -> None:
    tools = world.links
    give_reply(world.setting(), link.meeting_id, tools.keys, tools.epoch, how)


def items(world: World, period: Period) -> list[tuple[MixClass, tuple[WishOutcome, ...]]]:
    """What lies in the box, opened with the half-year's own key."""
    key = statistics_secret.private_key(world.tools.settings.statistics_folder, period)
    found = []
    for row in session().scalars(select(MixerBoxRow)):
        what = MixClass(
            BoxKind(row.kind),
            row.municipality,
            period,
            AgeGroup(row.age_group),
            row.is_first,
        )
        found.append((what, outcomes_from_bytes(open_item(key, what, row.content))))
    return found


def only_item(world: World, period: Period | None = None) -> tuple[WishOutcome, ...]:
    [(_, outcomes)] = items(world, period or half_year_of(MEETING))
    return outcomes


@pytest.mark.parametrize("how", Delivery)
def test_each_kind_of_wish_is_counted_with_what_became_of_it(
    shared_world: World, how: Delivery
) -> None:
    link = answered(shared_world)
    meeting = read(shared_world, link)
    outcomes = {WishKind.TOPIC: Outcome.MET, WishKind.PERSON: Outcome.PARTLY_MET}
    replies = {
        wish.key: WishReply(outcomes.get(wish.kind, Outcome.NOT_MET), Reason.LAW)
        for wish in meeting.wishes
    }
    keys = shared_world.links.keys
    framing.save_replies(shared_world.setting(), link.meeting_id, keys, 0, replies)
    assert count("mixer_box") == 0
    deliver(shared_world, link, how)
    wanted = Counter((wish.kind, replies[wish.key].outcome) for wish in meeting.wishes)
    found = only_item(shared_world)
    assert Counter((one.kind, one.outcome) for one in found) == wanted
    assert len({one.kind for one in found}) == len(WishKind)
    assert all(one.in_time for one in found)


def test_the_item_says_in_the_clear_what_the_meeting_says_and_no_more(
    shared_world: World,
) -> None:
    link = answered(shared_world, age_group=AgeGroup.YOUNGER, answers=ONE_WISH)
    reply_to_all(shared_world, link)
    deliver(shared_world, link)
    [(what, _)] = items(shared_world, half_year_of(MEETING))
    period = half_year_of(MEETING)
    assert what == MixClass(BoxKind.REPLY, "0265", period, AgeGroup.YOUNGER, is_first=False)
    [row] = session().execute(select(MixerBoxRow.__table__)).mappings()
    assert set(row) == {
        "id", "kind", "municipality", "period", "age_group", "is_first", "is_helped", "content",
        "is_interpreted",
    }  # fmt: skip
    assert not (row["is_helped"] or row["is_interpreted"]), "of taps alone"
    for told in (link.meeting_id, link.invitation_id, "topic", "met"):
        assert told.encode() not in row["content"] and told != row["id"]


def fullest(age_group: AgeGroup) -> Answers:
    """Every choice made and every text written."""
    return {
        one.code: "ord"
        if one.kind is Kind.TEXT
        else (one.all_choices if one.kind is Kind.MANY else one.all_choices[0])
        for one in INSTRUMENTS[age_group].questions
        if one.kind is not Kind.DRAWING
    }


def test_one_wish_and_the_most_there_can_be_are_of_one_size(shared_world: World) -> None:
    sizes, wishes = [], []
    for answers in (ONE_WISH, fullest(AgeGroup.OLDER)):
        link = answered(shared_world, answers)
        reply_to_all(shared_world, link)
        wishes.append(len(read(shared_world, link).wishes))
        deliver(shared_world, link)
    for row in session().scalars(select(MixerBoxRow)):
        sizes.append(len(row.content))
    assert wishes[0] == 1 and wishes[1] >= 30
    assert len(sizes) == 2 and len(set(sizes)) == 1
    counted = sorted(len(found) for _, found in items(shared_world, half_year_of(MEETING)))
    assert counted == wishes


@pytest.mark.parametrize("first", Delivery)
@pytest.mark.parametrize("second", Delivery)
def test_a_reply_given_again_is_not_counted_again(
    shared_world: World, first: Delivery, second: Delivery
) -> None:
    link = answered(shared_world)
    reply_to_all(shared_world, link)
    deliver(shared_world, link, first)
    before = only_item(shared_world)
    reply_to_all(shared_world, link, words="noget andet")
    deliver(shared_world, link, second)
    assert only_item(shared_world) == before
    assert read(shared_world, link).framing.delivery is second
    assert log_of(link).count("reply_given") == 2


def test_what_is_refused_or_fails_is_not_counted(shared_world: World) -> None:
    link = answered(shared_world, phone=Phone.SHARED)
    reply_to_all(shared_world, link)
    with pytest.raises(replying.ReplyRefused):
        deliver(shared_world, link, Delivery.BY_LINK)
    assert count("mixer_box") == 0
    row_of(link).statistics_key = None
    session().commit()
    with pytest.raises(LookupError):
        deliver(shared_world, link)
    assert count("mixer_box") == 0
    assert read(shared_world, link).framing.delivery is None


# Answered on a day at nine; due on another, weekends and holidays between; given on a third.
DAYS = [
    ("2027-03-09", "2027-03-12", "2027-03-12", True),  # Tuesday to Friday
    ("2027-03-09", "2027-03-12", "2027-03-13", False),
    ("2027-03-11", "2027-03-16", "2027-03-16", True),  # Thursday, a weekend, Tuesday
    ("2027-03-11", "2027-03-16", "2027-03-17", False),
    ("2027-03-23", "2027-03-31", "2027-03-31", True),  # Easter: Thursday to Monday off
    ("2027-03-23", "2027-03-31", "2027-04-01", False),
    ("2027-05-04", "2027-05-10", "2027-05-10", True),  # Ascension Day, a Thursday
    ("2027-05-04", "2027-05-10", "2027-05-11", False),
]


@pytest.mark.parametrize(("sent", "due", "given", "in_time"), DAYS)
def test_in_time_is_on_the_day_it_is_due_or_before(
    shared_world: World, sent: str, due: str, given: str, in_time: bool
) -> None:
    def go_to(day: str, hour: int) -> None:
        moment = datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)
        set_now(shared_world, seconds=(moment - NOW).total_seconds())

    go_to(sent, 9)
    link = answered(shared_world, ONE_WISH, starts_at=shared_world.clock() + timedelta(days=30))
    assert str(read(shared_world, link).reply_due) == due
    go_to(given, 20)
    reply_to_all(shared_world, link)
    deliver(shared_world, link)
    assert {one.in_time for one in only_item(shared_world)} == {in_time}


@pytest.mark.parametrize(("hours", "in_time"), [(13.9, True), (14, False)])
def test_the_meetings_own_day_is_the_last_and_ends_at_danish_midnight(
    shared_world: World, hours: float, in_time: bool
) -> None:
    """NOW is ten o'clock in Denmark; due would else be three days later."""
    link = answered(shared_world, ONE_WISH, starts_at=NOW + timedelta(hours=2))
    set_now(shared_world, hours=hours)
    reply_to_all(shared_world, link)
    deliver(shared_world, link)
    assert {one.in_time for one in only_item(shared_world)} == {in_time}


def test_it_counts_in_the_half_year_the_meeting_was_moved_to(shared_world: World) -> None:
    link = answered(shared_world, ONE_WISH)
    later = MEETING + timedelta(days=130)
    changing_links.move(shared_world.setting(), link.meeting_id, later, shared_world.links)
    reply_to_all(shared_world, link)
    deliver(shared_world, link)
    assert half_year_of(later) == Period(2027, 2) != half_year_of(MEETING)
    assert len(only_item(shared_world, Period(2027, 2))) == 1


@pytest.mark.parametrize(("seconds", "items_put"), [(-1, 1), (0, 0)])
def test_after_the_half_years_last_answers_nothing_is_put_in_any_more(
    shared_world: World, seconds: int, items_put: int
) -> None:
    link = answered(shared_world, ONE_WISH)
    last = half_year_of(MEETING).answers_end - NOW + timedelta(seconds=seconds)
    set_now(shared_world, seconds=last.total_seconds())
    reply_to_all(shared_world, link)
    deliver(shared_world, link)
    assert count("mixer_box") == items_put
    assert read(shared_world, link).framing.delivery is Delivery.AT_MEETING


def give_all(how: str, setting: Setting, key_file: str, epoch: int, meeting_ids: list[str]) -> None:
    """One process: gives every reply, each at the same moment as the other."""
    keys = KeyKeeper(read_key(Path(key_file)))
    for meeting_id in meeting_ids:
        meet()
        give_reply(setting, meeting_id, keys, epoch, Delivery(how))


def replied(world: World) -> list[str]:
    links = [answered(world, ONE_WISH) for _ in range(RACES)]
    for link in links:
        reply_to_all(world, link)
    return [link.meeting_id for link in links]


def test_a_reply_given_both_ways_at_once_is_counted_once(shared_world: World) -> None:
    meeting_ids, settings = replied(shared_world), shared_world.tools.settings
    setting, epoch = shared_world.setting(), shared_world.links.epoch
    each = (setting, str(settings.wrapping_key_file), epoch, meeting_ids)
    session().rollback()
    together(settings.database, give_all, *((how.value, *each) for how in Delivery))
    assert count("mixer_box") == RACES
    query = select(FramingRow.delivery).where(FramingRow.meeting_id.in_(meeting_ids))
    assert None not in set(session().scalars(query))


def give_naively(meeting_ids: list[str]) -> None:
    """The control: look whether the reply was given, then count it and give it."""
    what = MixClass(BoxKind.REPLY, "0265", half_year_of(MEETING), AgeGroup.OLDER, is_first=False)
    for meeting_id in meeting_ids:
        found = framings.find(meeting_id)
        is_first = found is not None and found.delivered_on is None
        session().rollback()
        meet()
        with transaction():
            framings.mark_delivered(meeting_id, Delivery.AT_MEETING, danish_day(NOW))
            if is_first:
                mixer_box.add(what, b"counted")


def test_a_reply_that_is_looked_at_first_and_counted_afterwards_is_counted_twice(
    shared_world: World,
) -> None:
    meeting_ids, before = replied(shared_world), count("mixer_box")
    session().rollback()
    address = shared_world.tools.settings.database
    together(address, give_naively, (meeting_ids,), (meeting_ids,))
    assert count("mixer_box") - before > RACES
