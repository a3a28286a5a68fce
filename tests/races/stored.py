"""What lies sealed under links, opened with their reader's key, as one text to compare by."""

import json

from sqlalchemy import select

from boernestemme.domain.ports import Place
from boernestemme.domain.questionnaire import Answers, Value
from boernestemme.storage.db import session
from boernestemme.storage.submissions import SubmissionRow
from tests.world import World

KEPT_APART = "keep_needs"  # the storms tick it now and again


def as_stored(answers: Answers) -> str:
    """An answer as ``stored`` tells it, whichever envelopes it lies in."""
    told = {code: value for code, value in answers.items() if code != KEPT_APART}
    return json.dumps(told, sort_keys=True)


def stored(world: World, invitation_ids: list[str]) -> dict[str, list[str]]:
    """Every answer by its link, all of it."""
    found: dict[str, list[str]] = {one: [] for one in invitation_ids}
    for row in session().scalars(select(SubmissionRow)):
        if row.invitation_id in found:
            opened = world.links.keys.opener.open(
                Place(row.municipality, row.id), row.key_id, row.wrapped_key, row.envelopes
            )
            said: dict[str, Value] = {}
            for part in opened.values():
                said |= json.loads(part)
            found[row.invitation_id].append(as_stored(said))
    return found
