"""What stands in the letter to a child and on the team's sheet; a draft no child has tested yet."""

from boernestemme.domain.meeting import AgeGroup
from boernestemme.web.marking import N_

HELLO = N_("Hej")
# To a child that alone sees its phone; %(who)s is its case worker by name.
LEAD = N_("%(Who)s vil gerne vide, hvad du tænker.")
# To every other child: as little as the message, which others may read (LNK-14).
NEUTRAL_LEAD = N_("Her er siden, vi talte om.")
STEPS = (
    N_("Scan koden med en telefon."),
    N_("Vælg de to ord, du har fået at vide."),
    N_("Svar på det, du vil. Du må springe alt over."),
)
BELOW = {
    AgeGroup.YOUNGER: (
        N_("Du må tage en voksen med."),
        N_("Vil du hellere sige det? Sig det til %(who)s."),
    ),
    AgeGroup.OLDER: (
        N_("Du har ret til en bisidder: en, der er der for dig."),
        N_("Vil du hellere sige det end skrive det? Sig det til %(who)s."),
    ),
}
SOMEBODY_ELSE = N_(
    "Vil du tale med en anden? Ring til BørneTelefonen på %(number)s. Det er gratis."
)
NEUTRAL_BELOW = (N_("Er du i tvivl? Spørg den voksne, du fik brevet af."),)
QR_CODE = N_("QR-kode med linket")

TEAM_TITLE = N_("Barnet er med: før, under og efter mødet")
POINTS_TITLE = N_("De seks punkter: sig dem med dine egne ord")
USE_TITLE = N_("Sådan bruger I Børnestemme")
USE = (
    N_("Spørg barnet alene, hvem der kan se telefonen. Lav så linket."),
    N_("Sig de to ord højt. Skriv dem ikke."),
    N_("Læs svaret, og svar på hvert ønske."),
    N_("Læg arket på bordet, og kryds af undervejs."),
    N_("Vis linket igen efter mødet. Journalisér."),
)
