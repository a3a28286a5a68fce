"""Very many answers at once, closed as the child's process closes them, each with its own words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from sqlalchemy import insert, select

from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.domain.ports import Place
from boernestemme.domain.questionnaire import Answers
from boernestemme.domain.submission import Parts, part
from boernestemme.services.closing_answers import close
from boernestemme.storage import invitations, submissions
from boernestemme.storage.db import session, transaction
from boernestemme.storage.ids import new_id
from boernestemme.storage.invitations import InvitationRow, invitation_of
from boernestemme.storage.sealing import Envelope
from boernestemme.storage.submissions import SubmissionRow
from tests.factories import NOW
from tests.world import World

STEM = "Tyvefangst"
OLDER = INSTRUMENTS[AgeGroup.OLDER]
SHORT, LONG = range(1, 20), range(60, 120)
LETTERS = "abcdefghijklmnopqrstuvwxyz æøå"
WORKERS = ("mette", "sofie")  # of two municipalities
IN_A_ROW = 500


@dataclass(frozen=True)
class Said:
    """One answer as the child gave it, and where it lies."""

    place: Place
    answers: Answers

    @property
    def parts(self) -> Parts:
        """The four parts it is closed in."""
        return part(OLDER, self.answers)

    @property
    def labels(self) -> dict[str, str]:
        """What a thief would like to know without opening it."""
        text = str(self.answers["topics_text"])
        return {
            "yes or no": str(self.answers["knows_purpose"]),
            "a person": str(self.answers["person-far"]),
            "first topic": str(self.answers["topics"][0]),
            "how many topics": str(len(self.answers["topics"])),
            "short or long": str(len(text) > max(SHORT) + len(STEM) + 6),
        }


def answers_of(chance: Random, number: int) -> Answers:
    """An invented answer; its words stand nowhere else."""
    topics = next(one for one in OLDER.questions if one.code == "topics").all_choices
    length = chance.choice(chance.choice((SHORT, LONG)))
    return {
        "knows_purpose": chance.choice(("yes", "no")),
        "topics": tuple(chance.sample(topics, chance.randint(1, 5))),
        "person-far": chance.choice(("yes", "no", "part", "unsure")),
        "topics_text": f"{STEM}{number:06}" + "".join(chance.choices(LETTERS, k=length)),
        "not_for_parents": f"{STEM}{number:06}" + "".join(chance.choices(LETTERS, k=length)),
    }


def lay_up(world: World, many: int, seed: str) -> list[Said]:
    """Store so many answers, each with a link of its own, in two municipalities."""
    chance, said = Random(seed), []
    lent = [_lent(world.link(by=by).invitation_id) for by in WORKERS]
    for begin in range(0, many, IN_A_ROW):
        numbers = range(begin, min(begin + IN_A_ROW, many))
        rows = [lent[number % 2] | _own() for number in numbers]
        with transaction() as current:
            current.execute(insert(InvitationRow), rows)
            for number, row in zip(numbers, rows, strict=True):
                said.append(_store(row["id"], answers_of(chance, number)))
    return said


def _lent(invitation_id: str) -> dict[str, Any]:
    table = InvitationRow.__table__
    query = select(table).where(table.c.id == invitation_id)
    return dict(session().execute(query).mappings().one())


def _own() -> dict[str, Any]:
    """What is each link's own; nobody comes by it."""
    own = new_id()
    return {"id": own, "lookup_hash": own.encode(), "answered_on": NOW.date()}


def _store(link_id: str, answers: Answers) -> Said:
    link = invitation_of(session().get_one(InvitationRow, link_id))
    said = Said(Place(link.municipality, new_id()), answers)
    submissions.add(
        said.place.row,
        invitation_id=link.id,
        phase=Phase.BEFORE,
        meeting_id=link.meeting_id,
        municipality=link.municipality,
        instrument_version=OLDER.version,
        envelope=close(link, said.place.row, said.parts, invitations.sealing_key(link.id)),
        has_text=said.parts.has_text,
        received_on=NOW.date(),
        language="da",
        asked_as=AgeGroup.OLDER,
    )
    return said


Sealed = tuple[Place, Envelope]
Open = Callable[[Place, Envelope], object]


def stored(said: list[Said]) -> list[Sealed]:
    """The rows of these answers, in their order."""
    rows = {row.id: row for row in session().scalars(select(SubmissionRow))}
    return [(one.place, _envelope(rows[one.place.row])) for one in said]


def _envelope(row: SubmissionRow) -> Envelope:
    fields = {name: bytes(value) for name, value in row.envelopes.items()}
    return Envelope(row.key_id, bytes(row.wrapped_key), fields)


def swaps(rows: list[Sealed], many: int, chance: Random) -> Iterator[Sealed]:
    """Rows in which somebody put what is another's, of every kind in turn; none as it was."""
    for number in range(many):
        (place, own), (other_place, other) = chance.sample(rows, 2)
        fields = dict(own.fields)
        first, second = chance.sample(list(fields), 2)
        kinds: tuple[Sealed, ...] = (
            (place, other),
            (place, replace(own, fields=other.fields)),
            (place, replace(own, wrapped_key=other.wrapped_key)),
            (place, replace(own, fields=fields | {first: other.fields[first]})),
            (place, replace(own, fields=fields | {first: fields[second], second: fields[first]})),
            (replace(place, municipality=_another(place)), own),
            (replace(place, row=other_place.row), own),
            (place, replace(own, key_id=_key_of_another(rows, own), fields=other.fields)),
        )
        yield kinds[number % len(kinds)]


def _another(place: Place) -> str:
    return "0461" if place.municipality == "0265" else "0265"


def _key_of_another(rows: list[Sealed], own: Envelope) -> str:
    return next((one.key_id for _, one in rows[:50] if one.key_id != own.key_id), own.key_id)
