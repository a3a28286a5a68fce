"""The words of a release: questions, areas, and what stands where no number may."""

from boernestemme.domain.instruments.after import HEADLINE
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.submission import WishKind
from boernestemme.web.marking import N_

AGES = {AgeGroup.YOUNGER: N_("Børn på 6–9 år"), AgeGroup.OLDER: N_("Børn på 10–17 år")}
TABLES = {
    AgeGroup.YOUNGER: N_("Kommunerne: børn på 6–9 år"),
    AgeGroup.OLDER: N_("Kommunerne: børn på 10–17 år"),
}
# Above a column, and beside a bar.
QUESTIONS = {
    HEADLINE: N_("Lyttede de voksne?"),
    "voice": N_("Fik du sagt det, du ville?"),
    "space": N_("Var du tryg på mødet?"),
    "influence": N_("Tæller din mening?"),
    "next": N_("Ved du, hvad der skal ske nu?"),
}
# The age stands right above it.
HEARD = N_("%(share)s børn, der svarede, sagde ja: de voksne lyttede.")
PERHAPS_HEARD = N_("Meget usikkert tal. %(share)s børn, der svarede, sagde ja: de voksne lyttede.")
UNCERTAIN = N_("få svar: tallet er usikkert (%(n)s svar)")
HIDDEN = N_("vises ikke")
UNCERTAIN_HEADLINE = N_("Få svar: tallet er usikkert.")
HIDDEN_HEADLINE = N_("For få børn har svaret. Tallet vises ikke.")
WHOLE_COUNTRY = N_("Hele landet")
ALL_TAKING_PART = N_("Alle %(some)s kommuner, der er med")
REGION_REST = N_("Øvrige kommuner i %(region)s")
COUNTRY_REST = N_("Øvrige kommuner i landet")
YEARLY_REST = N_("Øvrige af de mindste kommuner")
WISHES = {
    "all": N_("Alle ønsker"),
    WishKind.TOPIC: N_("Hvad der skal tales om"),
    WishKind.PERSON: N_("Hvem der skal være med"),
    WishKind.PLACE: N_("Hvor mødet skal være"),
    WishKind.NEED: N_("Hvad der gør tryg"),
    WishKind.PRIVATE: N_("Noget privat"),
}
