"""Reflecting over one's own practice after a meeting: four answers that nobody else ever reads."""

import json
from collections.abc import Mapping
from datetime import datetime

from boernestemme.domain.errors import ReflectionRefused
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.ports import KeepsKeys, OpensEnvelopes
from boernestemme.domain.reflection import Reflection, broken_rules, from_json, to_json
from boernestemme.domain.retention import ERASED_AFTER
from boernestemme.services.access import Setting, own_meeting
from boernestemme.storage import accounts, reflections
from boernestemme.storage.db import transaction
from boernestemme.storage.reflections import ReflectionRow
from boernestemme.storage.sealing import padded_text, seal


def save(setting: Setting, meeting_id: str, written: Reflection, keys: KeepsKeys) -> None:
    """Keep what the person wrote about a meeting of its own; an empty one takes it away.

    Raises ReflectionRefused for a broken rule; then nothing is changed.
    """
    rules = broken_rules(written)
    if rules:
        raise ReflectionRefused({str(element): rule for element, rule in rules.items()})
    with transaction():
        meeting, person = own_meeting(setting, meeting_id), setting.person
        if not any(written.values()):
            reflections.remove(meeting_id, person.id)
            return
        key = keys.public_key(meeting.municipality, setting.now)
        place = reflections.place(meeting.municipality, meeting_id, person.id)
        content = padded_text(json.dumps(to_json(written), ensure_ascii=False).encode())
        reflections.put(meeting_id, person.id, seal(key, place, {reflections.FIELD: content}))


def read(setting: Setting, meeting_id: str, opener: OpensEnvelopes) -> Reflection:
    """What the person wrote about a meeting of its own; empty when nothing."""
    own_meeting(setting, meeting_id)
    row = reflections.find(meeting_id, setting.person.id)
    return {} if row is None else _opened(setting, row, opener)


def read_all(setting: Setting, opener: OpensEnvelopes) -> Mapping[str, Reflection]:
    """All the person's own reflections, by meeting, also over meetings it has handed over."""
    rows = reflections.of_person(setting.person.id)
    return {row.meeting_id: _opened(setting, row, opener) for row in rows}


def _opened(setting: Setting, row: ReflectionRow, opener: OpensEnvelopes) -> Reflection:
    place = reflections.place(setting.person.municipality, row.meeting_id, row.account_id)
    fields = {reflections.FIELD: row.content}
    opened = opener.open(place, row.key_id, row.wrapped_key, fields)
    return from_json(json.loads(opened[reflections.FIELD]))


def is_asked(setting: Setting) -> bool:
    """True unless the person has said never to be asked."""
    row = accounts.by_id(setting.person.id)
    return row is not None and row.reflects_not_since is None


def ask(setting: Setting, *, wanted: bool) -> None:
    """Ask the person after its meetings, or never again."""
    with transaction():
        day = None if wanted else danish_day(setting.now)
        accounts.ask_to_reflect(setting.person.id, not_since=day)


def sweep(now: datetime) -> int:
    """Destroy reflections over meetings whose links died long ago; how many."""
    with transaction():
        return reflections.destroy_old(now - ERASED_AFTER)
