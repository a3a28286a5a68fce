"""What staff stated of their own practice, as their leaders are told it."""

from boernestemme.domain.statements import Change, Part
from boernestemme.web.marking import N_

PARTS = {
    Part.FEW: N_("De færreste er enige"),
    Part.HALF: N_("Omkring halvdelen er enige"),
    Part.MOST: N_("De fleste er enige"),
}
SHARE = N_("%(share)s er enige (%(interval)s)")
ANSWERS = N_("%(n)s svar")
UNSURE = N_("%(n)s svar: få svar, tallet er usikkert")
ASKED_TILL = N_("Spørges til og med %(day)s. Tallet vises bagefter")
ASKED_FROM = N_("Spørges fra %(day)s")
TOO_FEW = N_("Færre end 10 svar. Vises ikke")
CHANGES = {
    Change.TOO_FEW: N_("Der er for få svar til at sammenligne. Det kræver mindst 30 begge gange."),
    Change.UNSURE: N_(
        "Forskellen er mindre end usikkerheden. I kan ikke slutte, at der er sket noget."
    ),
    Change.HIGHER: N_(
        "Flere er enige ved slutningen end ved starten. Forskellen er større end usikkerheden."
    ),
    Change.LOWER: N_(
        "Færre er enige ved slutningen end ved starten. Forskellen er større end usikkerheden."
    ),
}
REFUSED = {
    "no_day": N_("Vælg den dag, forløbet begynder."),
    "past": N_("Vælg i dag eller en senere dag. Kollegerne spørges fra den dag."),
    "too_far": N_("Vælg en dag inden for det næste år."),
    "running": N_("Der er allerede et forløb på den dag. Et nyt kan begynde, når det er slut."),
}
