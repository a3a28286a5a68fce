"""The words of the grid: where each municipality stands, and the letter that says so."""

from enum import StrEnum

from boernestemme.web.marking import N_


class Standing(StrEnum):
    """How much is told of a municipality by itself, in one age group; never what it is."""

    SHOWN = "shown"
    FEW = "few"
    REST = "rest"
    HIDDEN = "hidden"
    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    ABSENT = "absent"
    UNKNOWN = "unknown"


LETTERS = {
    Standing.SHOWN: "V",
    Standing.FEW: "F",
    Standing.REST: "Ø",
    Standing.HIDDEN: "S",
    Standing.YEARLY: "Å",
    Standing.HALF_YEARLY: "H",
    Standing.ABSENT: "–",
    Standing.UNKNOWN: "?",
}
LEGEND = {
    Standing.SHOWN: N_("Vist med en andel"),
    Standing.FEW: N_("Få svar, kun antallet"),
    Standing.REST: N_("I øvrige kommuner"),
    Standing.HIDDEN: N_("Skjult, vises ikke"),
    Standing.YEARLY: N_("Talt over et år"),
    Standing.HALF_YEARLY: N_("Talt hvert halvår"),
    Standing.ABSENT: N_("Ikke med"),
    Standing.UNKNOWN: N_("Ikke vist alene"),
}
# The same in the middle of a sentence or a table.
WORDS = {
    Standing.FEW: N_("kun %(n)s svar, for få til en andel"),
    Standing.HIDDEN: N_("vises ikke"),
    Standing.YEARLY: N_("talt over et år"),
    Standing.HALF_YEARLY: N_("talt hvert halvår"),
    Standing.ABSENT: N_("ikke med"),
    Standing.UNKNOWN: N_("ikke vist alene"),
}
IN_REGION_REST = N_("i øvrige kommuner i %(region)s")
IN_COUNTRY_REST = N_("i øvrige kommuner i landet")
IN_YEARLY_REST = N_("i øvrige af de mindste kommuner")
IN_ALL_ALONE = N_("kun i tallet for alle")
