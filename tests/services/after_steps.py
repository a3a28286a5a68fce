"""What the tests of the after-phase do again and again: let the meeting pass, and look inside.

Looking inside takes the half-year's secret, which only the mixer has.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select

from boernestemme.domain.draft import answers_from_json
from boernestemme.domain.marks import BoxKind, MixClass, Taps, taps_from_bytes, whose_from_bytes
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.domain.period import parse_period
from boernestemme.domain.ports import Place
from boernestemme.domain.questionnaire import Answers
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import submissions
from boernestemme.storage.db import session
from boernestemme.storage.mark_opening import BoxOpener
from boernestemme.storage.mixer_box import MixerBoxRow
from boernestemme.storage.submissions import SubmissionRow
from tests.clock import Clock
from tests.factories import MEETING
from tests.world import World

YES_TO_ALL = dict.fromkeys(("attended", "heard", "voice", "space", "influence", "next"), "yes")
NO_TO_ALL = YES_TO_ALL | dict.fromkeys(("heard", "voice", "space", "influence", "next"), "no")
SKIPPED_ALL = dict.fromkeys(YES_TO_ALL, "skip")
NOT_THERE = {"attended": "no"}


def after(world: World, meeting: datetime = MEETING) -> None:
    """Let a meeting be over since an hour."""
    assert isinstance(world.clock, Clock)
    world.clock.now = meeting + timedelta(hours=2)


def box() -> list[MixerBoxRow]:
    """All items of the mixer's box."""
    session().expire_all()
    return list(session().scalars(select(MixerBoxRow)))


def box_keys() -> set[str]:
    """The keys of the items that are in the box now."""
    return {row.id for row in box()}


def items_since(keys: set[str]) -> dict[str, MixerBoxRow]:
    """What has come into the box since these keys were all it had, by kind; one of each kind."""
    new = [row for row in box() if row.id not in keys]
    assert len({row.kind for row in new}) == len(new)
    return {row.kind: row for row in new}


def opened(world: World, row: MixerBoxRow) -> bytes:
    """What an item says, to the mixer."""
    period = parse_period(row.period)
    assert period is not None
    kind, age_group = BoxKind(row.kind), AgeGroup(row.age_group)
    group = (row.municipality, period, age_group, row.is_first, row.is_helped)
    what = MixClass(kind, *group)
    return BoxOpener(world.tools.settings.statistics_folder, period).open(what, row.content)


def taps_in(world: World, items: dict[str, MixerBoxRow]) -> Taps:
    """The taps among the new items."""
    return taps_from_bytes(opened(world, items[BoxKind.TAPS]))


def meeting_in(world: World, items: dict[str, MixerBoxRow]) -> str | None:
    """The meeting among the new items."""
    return whose_from_bytes(opened(world, items[BoxKind.WHOSE])).meeting_id


def submission_of(link: MadeLink) -> SubmissionRow | None:
    """What was said in words after a link's meeting."""
    session().expire_all()
    rows = submissions.of_meeting(link.meeting_id, Phase.AFTER)
    assert len(rows) < 2
    return rows[0] if rows else None


def envelopes_of(world: World, row: SubmissionRow) -> Iterator[tuple[str, Answers]]:
    """Every envelope of a submission, opened with the municipality's key."""
    place = Place(row.municipality, row.id)
    opener = world.links.keys.opener
    fields = opener.open(place, row.key_id, row.wrapped_key, row.envelopes)
    for name, content in fields.items():
        yield name, answers_from_json(json.loads(content))


def said_in(world: World, link: MadeLink) -> Answers:
    """All that staff's key opens of what was said after a meeting."""
    row = submission_of(link)
    assert row is not None
    found: Answers = {}
    for _, answers in envelopes_of(world, row):
        found |= answers
    return found
