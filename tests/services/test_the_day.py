"""The day: each meeting stands in one part of it, and what waits comes in a child's order."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from boernestemme.domain.listed_meeting import ListedMeeting
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.shared_words import WordPair
from boernestemme.services.the_day import arrange

NOW = datetime(2027, 3, 16, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def line(name: str, ahead: timedelta = DAY, **states: Any) -> ListedMeeting:
    starts_at = NOW + ahead
    is_past = ahead < timedelta(0)
    usual = ListedMeeting(
        name, WordPair("blå", "sky"), AgeGroup.OLDER, starts_at, is_past, False, False
    )
    return ListedMeeting(**(vars(usual) | states))


def replied_by(day: date) -> dict[str, Any]:
    return {"has_answer": True, "reply_due": day}


def test_what_waits_comes_in_the_order_of_what_a_child_waits_for() -> None:
    lines = [
        line("files", -4 * DAY, must_file=True),
        line("link", needs_new_link=True),
        line("later", **replied_by(date(2027, 3, 18))),
        line("overdue", 9 * DAY, **replied_by(date(2027, 3, 12))),
        line("alone", asks_alone=True, **replied_by(date(2027, 3, 12))),
        line("unread", 8 * DAY, text_unread=True),
        line("after", -DAY, after_unread=True, must_file=True),
        line("talk", -2 * DAY, talk_to="caseworker"),
    ]
    found = [one.id for one in arrange(lines, NOW).waiting]
    assert found == ["talk", "after", "unread", "alone", "overdue", "later", "link", "files"]


def test_the_rest_stands_by_its_day() -> None:
    hour = timedelta(hours=1)
    day = arrange(
        [line("c", 2 * DAY), line("b"), line("a2", 2 * hour), line("a1", -hour), line("b0", DAY)]
        + [line("older", -3 * DAY), line("old", -2 * DAY)],
        NOW,
    )
    assert [one.id for one in day.today] == ["a1", "a2"]
    assert [[one.id for one in each.meetings] for each in day.coming.by_day] == [["b", "b0"], ["c"]]
    assert [one.id for one in day.earlier.meetings] == ["old", "older"]
    assert not day.is_empty and arrange([], NOW).is_empty


def test_a_cancelled_meeting_waits_for_the_childs_words_after_it_and_for_filing_alone() -> None:
    everything: dict[str, Any] = {
        "has_answer": True, "text_unread": True, "asks_alone": True, "needs_new_link": True,
        "is_cancelled": True,
    }  # fmt: skip
    assert not line("x", **everything).waits
    assert [str(one) for one in line("x", **everything, must_file=True).tasks] == ["file"]
    assert line("x", **everything, talk_to="other").waits


def test_midnight_in_denmark_parts_the_days() -> None:
    late = datetime(2027, 3, 16, 22, 30, tzinfo=UTC)  # 23.30 in Denmark
    at = line("x", late + timedelta(hours=1) - NOW)
    assert arrange([at], late).today == ()
    assert arrange([at], late + timedelta(hours=2)).today == (at,)
