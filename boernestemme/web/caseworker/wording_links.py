"""What the case worker reads of telling a child about its meeting, and of case numbers."""

from boernestemme.web.marking import N_

PURPOSES = {
    "wellbeing": N_("Hvordan barnet har det"),
    "support": N_("Den hjælp, barnet får"),
    "home": N_("Hvor barnet bor"),
    "plan": N_("En ny plan"),
    "decision": N_("Noget skal besluttes"),
}
CAN_CHANGE = {
    "who": N_("Hvem"),
    "where": N_("Hvor"),
    "when": N_("Hvornår"),
    "topics": N_("Emner"),
}
# The empty one lets the reason go again.
FIXED_BECAUSE = {
    "others": N_("Andre kan kun den dag"),
    "law": N_("Loven kræver det"),
    "other": N_("Andet: barnet kan spørge dig"),
    "": N_("Ikke sagt"),
}
CASE_NUMBER_REFUSED = {
    "too_long": N_("Højst 40 tegn."),
    "not_text": N_("Der er et tegn, som ikke kan gemmes."),
    "cpr": N_("Det ligner et CPR-nummer. Skriv kun sagens nummer."),
}
