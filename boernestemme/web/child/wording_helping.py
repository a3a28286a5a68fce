"""What the child and the adult who helps it read; a draft no child has tested yet.

The card for the adult and the card before a private page are the adult's to read, in both ages.
"""

from dataclasses import dataclass

from boernestemme.domain.meeting import AgeGroup
from boernestemme.web.marking import N_

A_HELPER = N_("En voksen hjælper mig")
WHO_HELPS = N_("Hvem hjælper dig?")
ASK_ALONE = N_("Resten spørger %(who)s dig om, når I er alene.")
GIVE_BACK = N_("Giv telefonen tilbage bagefter.")

CARD_TITLE = N_("Til dig, der hjælper")
CARD = (
    N_("Læs højt, hvad der står. Peg, og vent."),
    N_("Skriv barnets egne ord. Skriv ikke dine."),
    N_("Barnet må sige nej og springe over."),
    N_("Lyt. Spørg ikke ud. Husk din underretningspligt."),
    N_("Er du bekymret for barnet? Så skal du sige det til kommunen. Haster det? Ring 112."),
)
CARD_PRIVATE = N_("Nogle spørgsmål er private. Så får barnet telefonen, og du kigger væk.")

PRIVATE_TITLE = N_("Nu kommer et privat spørgsmål")
PRIVATE = N_("Giv telefonen til barnet, og kig væk.")


@dataclass(frozen=True)
class HelpingWording:
    """One age group's texts; ``%(who)s`` is the case worker."""

    told: str
    wait_title: str
    wait: tuple[str, ...]
    own_title: str
    own: tuple[str, ...]


YOUNGER = HelpingWording(
    told=N_("%(Who)s får at vide, hvem der hjælper."),
    wait_title=N_("Du må gerne vente"),
    wait=(
        N_("Der er ikke sendt noget."),
        N_("Vil du svare en anden dag? Brug linket igen."),
    ),
    own_title=N_("Brug dit eget link"),
    own=(
        N_("Svar, når du er alene. %(Who)s skal ikke se dine tryk."),
        N_("Bed om at få linket med."),
    ),
)
OLDER = HelpingWording(
    told=N_("%(Who)s får at vide, hvem der hjælper dig. Vi spørger ikke om navnet."),
    wait_title=N_("Du kan vente"),
    wait=(
        N_("Der er ikke sendt noget. Det, du har svaret, ligger her i højst tre dage."),
        N_("Vil du svare senere? Brug linket igen."),
    ),
    own_title=N_("Brug dit eget link, når du er alene"),
    own=(
        N_("%(Who)s skal ikke se, hvad du trykker nu."),
        N_("Har du ikke linket? Bed om at få det med."),
    ),
)
HELPING = {AgeGroup.YOUNGER: YOUNGER, AgeGroup.OLDER: OLDER}
