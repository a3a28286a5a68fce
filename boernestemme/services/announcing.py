"""Nobody's silence: orders the e-mails that tell staff that something waits.

An answer and a locked link are told of at once. The reminders follow what the list and the
leader's page say, for they ask the same questions; each is ordered once for each account.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from boernestemme.domain.meeting import danish_day
from boernestemme.domain.notices import (
    AT_ONCE,
    UNREAD,
    WISH,
    Notice,
    Receiver,
    Step,
    may_remind,
    reply_steps_due,
    steps_due,
    told_of_arrival,
)
from boernestemme.domain.working_days import WorkingDays
from boernestemme.services.waiting import (
    Waiting,
    reply_awaited_by,
    waiting_in_each,
    words_unread_since,
)
from boernestemme.storage import (
    accounts,
    municipalities,
    municipality_overview,
    outbox,
    submissions,
    unannounced,
)
from boernestemme.storage.db import transaction
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.outbox import Kept, Order
from boernestemme.storage.unannounced import Arrival

BATCH = 200
KEPT_FOR = timedelta(days=30)


def order_all(now: datetime, days: WorkingDays) -> int:
    """Order every e-mail that is due at ``now`` (aware), and forget the old ones; how many.

    A reminder that nobody needs any more is withdrawn before it is sent. What was sent is
    forgotten after 30 days, but a reminder no sooner than what it was about is done: it would be
    ordered again.
    """
    ordered = _announce(now)
    with transaction():
        wanted = set(_wanted(now, days))
        kept = outbox.kept()
        new = wanted - {one.order for one in kept}
        in_time = [one for one in new if one.kind in AT_ONCE or may_remind(now, days)]
        ordered += sum(outbox.order(one, now) for one in sorted(in_time))
        outbox.forget([one.id for one in kept if _is_over(one, wanted, now)])
    return ordered


def _announce(now: datetime) -> int:
    ordered = 0
    while arrived := unannounced.arrivals(BATCH):
        ordered += sum(_tell_of(arrival, now) for arrival in arrived)
    return ordered


def _tell_of(arrival: Arrival, now: datetime) -> int:
    """Order the e-mails about one answer; none when another run had it first."""
    people = {
        Receiver.CASEWORKER: arrival.caseworker_id,
        Receiver.BACKUP: arrival.backup_id,
    }
    told = told_of_arrival(arrival.phase, has_text=arrival.has_text, talk_to=arrival.talk_to)
    with transaction():
        if not submissions.mark_announced(arrival.submission_id, danish_day(now)):
            return 0
        orders = [Order(people[one], Notice.ARRIVED, arrival.submission_id) for one in told]
        return sum(outbox.order(one, now) for one in orders)


def _wanted(now: datetime, days: WorkingDays) -> Iterator[Order]:
    """Every e-mail but those about arrivals that what waits now calls for, ordered or not."""
    for link in unannounced.locked_links(now):
        yield Order(link.caseworker_id, Notice.LOCKED, link.invitation_id)
    today = danish_day(now)
    for code in municipalities.codes():
        leaders = tuple(one.id for one in accounts.confirmed_leaders(code))
        yield from _about_meetings(code, leaders, days, now)
        yield from _about_wishes(code, leaders, days, today)


def _about_meetings(
    municipality: str, leaders: tuple[str, ...], days: WorkingDays, now: datetime
) -> Iterator[Order]:
    found = municipality_overview.with_something_open(municipality, now)
    for meeting, waiting in waiting_in_each([one.row for one in found], days, now):
        people = {
            Receiver.CASEWORKER: (meeting.caseworker_id,),
            Receiver.BACKUP: (meeting.backup_id,),
            Receiver.LEADERS: leaders,
        }
        for step, since in _steps(meeting, waiting, days, danish_day(now)):
            yield from _orders(step, people, _about(meeting.id, since))


def _steps(
    meeting: MeetingRow, waiting: Waiting, days: WorkingDays, today: date
) -> Iterator[tuple[Step, date]]:
    since = words_unread_since(meeting, waiting)
    if since is not None:
        yield from ((step, since) for step in steps_due(UNREAD, since, days, today))
    due = reply_awaited_by(meeting, waiting)
    if due is not None:
        yield from ((step, due) for step in reply_steps_due(due, days, today))


def _about_wishes(
    municipality: str, leaders: tuple[str, ...], days: WorkingDays, today: date
) -> Iterator[Order]:
    """Wishes to talk to another; the case worker's account is not even at hand here."""
    for wish in municipality_overview.unmet_wishes(municipality):
        people = {Receiver.BACKUP: (wish.backup_id,), Receiver.LEADERS: leaders}
        for step in steps_due(WISH, wish.since, days, today):
            yield from _orders(step, people, _about(wish.meeting_id, wish.since))


def _orders(step: Step, people: dict[Receiver, tuple[str, ...]], about: str) -> Iterator[Order]:
    for receiver in step.receivers:
        yield from (Order(account, step.notice, about) for account in people[receiver])


def _about(meeting_id: str, since: date) -> str:
    """A meeting and the day its waiting is counted from: new words are waited for anew."""
    return f"{meeting_id}{since:%Y%m%d}"


def _is_over(kept: Kept, wanted: Collection[Order], now: datetime) -> bool:
    if kept.order in wanted:
        return False
    if kept.sent_on is not None:
        return kept.sent_on < danish_day(now - KEPT_FOR)
    return kept.order.kind != Notice.ARRIVED or kept.next_try_at < now - KEPT_FOR
