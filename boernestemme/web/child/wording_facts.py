"""What a child is told of its meeting beforehand: who comes, and where it is."""

from boernestemme.web.marking import N_

COMING = {
    "mor": N_("din mor"),
    "far": N_("din far"),
    "plejemor": N_("din plejemor"),
    "plejefar": N_("din plejefar"),
    "bonus": N_("din bonusmor eller bonusfar"),
    "bosted_voksen": N_("en voksen, du bor hos"),
    "soeskende": N_("din søster eller bror"),
    "bedste": N_("en bedsteforælder"),
    "laerer": N_("din lærer"),
    "paedagog": N_("din pædagog"),
    "kontaktperson": N_("din kontaktperson"),
    "stoette": N_("din støtteperson"),
    "traener": N_("din træner"),
}
PLACES = {
    "skole": N_("På skolen"),
    "hjemme": N_("Hjemme"),
    "bosted": N_("Der, hvor du bor"),
    "kommune": N_("På kontoret"),
    "gaatur": N_("På en gåtur"),
    "telefon": N_("På telefon"),
    "video": N_("På skærm"),
}
