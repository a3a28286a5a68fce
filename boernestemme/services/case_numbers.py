"""Case numbers: which case two words stand for, told by staff to staff, sealed, never by name."""

import hmac
import unicodedata
from collections.abc import Sequence
from datetime import datetime

from boernestemme.domain.errors import CaseNumberRefused
from boernestemme.domain.framing import holds_cpr_like
from boernestemme.domain.ports import KeepsKeys, OpensEnvelopes, PublicKey
from boernestemme.domain.questionnaire import is_storable
from boernestemme.domain.retention import ERASED_AFTER
from boernestemme.services.access import Setting, changing, own_meeting
from boernestemme.storage import case_numbers
from boernestemme.storage.db import transaction
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.sealing import padded_text, seal

LONGEST = 40


def checked_number(number: str) -> str:
    """The number as it is kept, without space around it. Raises CaseNumberRefused."""
    kept = number.strip()
    if len(kept) > LONGEST:
        raise CaseNumberRefused("too_long")
    if not is_storable(kept):
        raise CaseNumberRefused("not_text")
    if holds_cpr_like(kept):
        raise CaseNumberRefused("cpr")
    return kept


def put(chain_id: str, municipality: str, number: str, key: PublicKey) -> None:
    """Seal a checked number to a chain of meetings. The caller owns the transaction."""
    place = case_numbers.place(municipality, chain_id)
    envelope = seal(key, place, {case_numbers.FIELD: padded_text(number.encode())})
    case_numbers.put(chain_id, municipality, envelope)


def change(setting: Setting, meeting_id: str, number: str, keys: KeepsKeys) -> None:
    """Set the case number of one's own meeting, and of all meetings with the same child.

    An empty one takes it away. Raises CaseNumberRefused, and then nothing is changed.
    """
    with changing(setting, "case_number_set", meeting_id) as meeting:
        kept = checked_number(number)
        if kept:
            key = keys.public_key(meeting.municipality, setting.now)
            put(meeting.chain_id, meeting.municipality, kept, key)
        else:
            case_numbers.remove(meeting.chain_id)


def of_meeting(setting: Setting, meeting_id: str, opener: OpensEnvelopes) -> str:
    """The case number of one's own meeting, or nothing."""
    meeting = own_meeting(setting, meeting_id)
    return of_meetings([meeting], opener).get(meeting_id, "")


def of_meetings(rows: Sequence[MeetingRow], opener: OpensEnvelopes) -> dict[str, str]:
    """The case numbers of meetings the caller may see, by meeting; those without are left out."""
    sealed = case_numbers.of_chains(sorted({row.chain_id for row in rows}))
    opened = {}
    for chain_id, row in sealed.items():
        place = case_numbers.place(row.municipality, chain_id)
        fields = {case_numbers.FIELD: row.content}
        content = opener.open(place, row.key_id, row.wrapped_key, fields)
        opened[chain_id] = content[case_numbers.FIELD].decode()
    return {row.id: opened[row.chain_id] for row in rows if row.chain_id in opened}


def is_same(given: str, number: str) -> bool:
    """True when somebody typed the number; case and space are no difference."""
    return hmac.compare_digest(_plain(given), _plain(number))


def holds(number: str, part: str) -> bool:
    """True when what somebody searches for is a part of the number, or all of it."""
    return _plain(part) in _plain(number)


def _plain(number: str) -> bytes:
    return "".join(unicodedata.normalize("NFC", number).casefold().split()).encode()


def sweep(now: datetime) -> int:
    """Destroy the numbers of chains that nothing is left of; how many."""
    with transaction():
        return case_numbers.destroy_lifeless(now - ERASED_AFTER)
