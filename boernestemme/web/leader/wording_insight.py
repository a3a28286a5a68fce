"""Who opened a child's answers, in words the child itself can read."""

from boernestemme.domain.disclosing import Ground
from boernestemme.domain.log_insight import TOLD, Asker
from boernestemme.services.log_review import Right
from boernestemme.web.marking import N_

# What somebody did, as it stands beside who they are.
DONE = {
    "answer_read": N_("Åbnede dine svar"),
    "after_words_read": N_("Åbnede det, du skrev efter mødet"),
    "card_read": N_("Så det, der hjælper dig, fra sidste gang"),
    "journal_exported": N_("Lagde dine svar i kommunens system"),
    "filed": N_("Skrev, at dine svar er gemt i din sag"),
    **dict.fromkeys((ground.action for ground in Ground), N_("Tog svar ud, som kun få må læse")),
    **dict.fromkeys(TOLD, N_("Lavede en liste som den her")),
}
# What they are to the child.
WHO = {
    Right.OWN: N_("Din rådgiver"),
    Right.BACKUP: N_("Din rådgivers makker"),
    Right.GIVEN_ON: N_("En, der var din rådgiver før"),
    Right.LEADER: N_("En leder i kommunen"),
    Right.ADMINISTRATOR: N_("En, der passer systemet"),
    Right.NO_MEETING: N_("En i kommunen"),
    Right.UNKNOWN: N_("En i kommunen"),
}
ASKERS = {
    Asker.CHILD: N_("Barnet selv"),
    Asker.GUARDIAN: N_("En med forældremyndighed, og det er vurderet"),
    Asker.AUTHORITY: N_("Ankestyrelsen, Datatilsynet eller retten"),
}
SEARCH_REFUSED = {
    "two_words": N_("Skriv begge mødets ord, fx blå sky."),
    "cpr": N_("Det ligner et CPR-nummer. Skriv kun mødets to ord."),
}
NO_ASKER = N_("Vælg, hvem der har spurgt.")
COLUMNS = (N_("Møde"), N_("Dag"), N_("Klokken"), N_("Hvem"), N_("Fornavn"), N_("Hvad"))
