"""*Hvem læser det?* by age group: one sentence for each reader in the table, and what follows.

A draft no child has tested yet; what it says of the law is to be read by counsel.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.domain.roles import READS, Reader
from boernestemme.web.marking import N_

BEFORE, AFTER = N_("Før mødet"), N_("Efter mødet")
NOT_ON_PHONE = N_("Ingen kan læse dit svar på telefonen bagefter.")
TAPS = N_("%(Who)s kan ikke se, hvad du trykker. Trykkene bliver til tal uden dig i.")


@dataclass(frozen=True)
class Section:
    """One part of the page: its heading, and its sentences."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ReadersWording:
    """All the texts; ``%(who)s`` is the case worker, ``%(day)s`` the day somebody reads next.

    ``after_words`` tells what all who read before the meeting read after it, too; ``rest`` is what
    happens outside: in the municipality's own files, and by law.
    """

    title: str
    now: str
    readers: Mapping[Reader, str]
    after_words: str
    rest: tuple[Section, ...]
    complain: str

    @property
    def sections(self) -> tuple[Section, ...]:
        """The page, part by part: every reader of the table stands where it first reads."""
        before = [self.readers[one] for one in Reader if Phase.BEFORE in READS[one]]
        after = [self.readers[one] for one in Reader if Phase.BEFORE not in READS[one]]
        return (
            Section(BEFORE, (*before, NOT_ON_PHONE)),
            Section(AFTER, (TAPS, self.after_words, *after)),
            *self.rest,
        )


YOUNGER = ReadersWording(
    title=N_("Hvem læser det?"),
    now=N_("Ingen læser med lige nu eller i weekenden. Vi læser det senest %(day)s."),
    readers={
        Reader.CASEWORKER: N_(
            "%(Who)s læser det, du svarer. Får du en ny %(title)s, læser den nye det."
        ),
        Reader.BACKUP_IN_TURN: N_("Er %(who)s væk for længe, læser en anden voksen det."),
        Reader.BACKUP_ASKED_FOR: N_(
            "Vil du tale med en anden? Det kan %(who)s ikke se her. En anden voksen læser det."
        ),
    },
    after_words=N_(
        "De samme voksne læser det, du skriver til sidst. Og det, du vælger til næste gang."
    ),
    rest=(
        Section(
            N_("Hos kommunen"),
            (
                N_("Kommunen gemmer dit svar. Senere bliver det slettet her."),
                N_("Det, du ikke sender, bliver slettet efter 3 dage."),
                N_("Mor eller far kan nogle gange få lov at læse det."),
                N_("Du må bede om at se det."),
            ),
        ),
    ),
    complain=N_("Sådan siger du det"),
)

OLDER = ReadersWording(
    title=N_("Hvem læser hvad?"),
    now=N_("Ingen læser med lige nu, om natten eller i weekenden. Vi læser det senest %(day)s."),
    readers={
        Reader.CASEWORKER: N_(
            "%(Who)s læser alt, du svarer. Får du en ny %(title)s, læser den nye det. "
            "Så behøver du ikke sige det hele igen."
        ),
        Reader.BACKUP_IN_TURN: N_(
            "Er %(who)s væk, eller går der for lang tid? Så læser en kollega det."
        ),
        Reader.BACKUP_ASKED_FOR: N_(
            "Vil du tale med en anden? Det kan %(who)s ikke se her. "
            "En kollega læser så det, du sagde efter mødet."
        ),
    },
    after_words=N_(
        "De, der læser før mødet, læser også det, du skriver til sidst. "
        "Og det, du vælger til næste gang."
    ),
    rest=(
        Section(
            N_("I din sag"),
            (
                N_("Kommunen har ansvaret. Den gemmer dit svar i din sag."),
                N_("Andre i kommunen må læse det, hvis de arbejder med din sag."),
                N_(
                    "Dine forældre har nogle gange ret til at se sagen. Kommunen kan holde noget "
                    "tilbage, hvis det er bedst for dig. Det kan vi ikke love på forhånd."
                ),
                N_("Du kan bede om at se det, der står om dig. Du kan også klage."),
            ),
        ),
        Section(
            N_("Her på siden"),
            (
                N_("Her bliver dit svar slettet, mindst 30 dage efter at det ligger i sagen."),
                N_("Det, du ikke sender, bliver slettet efter 3 dage."),
            ),
        ),
    ),
    complain=N_("Sådan klager du"),
)

READERS_WORDING = {AgeGroup.YOUNGER: YOUNGER, AgeGroup.OLDER: OLDER}
