"""The access log in words: every action the house writes, why somebody could, and what stands out.

A line of the log holds codes and ids alone; these are all the codes there are.
"""

from boernestemme.domain.disclosing import Ground
from boernestemme.domain.log_insight import Asker
from boernestemme.domain.log_watch import Rule, Verdict
from boernestemme.services.log_review import Right
from boernestemme.web.marking import N_

# What somebody did, as it follows their name.
ACTIONS = {
    "answer_read": N_("åbnede barnets svar"),
    "after_words_read": N_("åbnede det, barnet skrev efter mødet"),
    "card_read": N_("så kortet med det, barnet har brug for"),
    "case_number_shown": N_("så sagsnummeret i en søgning"),
    "text_read": N_("satte flueben ved, at barnets ord er læst"),
    "after_words_marked": N_("satte flueben ved, at ordene efter mødet er læst"),
    "child_talked_with": N_("noterede, at barnet er talt med"),
    "child_asked_alone": N_("noterede, at barnet er spurgt alene"),
    "replies_saved": N_("gemte svar på barnets ønsker"),
    "reply_given": N_("gav barnet svar på ønskerne"),
    "no_wishes_seen": N_("noterede, at barnet ingen ønsker havde"),
    "point_saved": N_("skrev i mødets ramme"),
    "meeting_told": N_("ændrede, hvad barnet får at vide før mødet"),
    "case_number_set": N_("ændrede sagsnummeret"),
    "card_deleted": N_("slettede kortet med det, barnet har brug for"),
    "met_again": N_("lavede et nyt møde med samme barn"),
    "link_shown": N_("viste linket igen"),
    "link_revoked": N_("trak linket tilbage"),
    "link_made_anew": N_("lavede et nyt link"),
    "sms_ordered": N_("bad om en SMS til barnet"),
    "meeting_moved": N_("flyttede mødet"),
    "meeting_cancelled": N_("aflyste mødet"),
    "filed": N_("satte flueben ved, at det er journaliseret"),
    "unfiled": N_("fjernede fluebenet ved journaliseret"),
    "journal_exported": N_("lagde journalen i mappen til sagssystemet"),
    "journal_not_exported": N_("prøvede at lægge journalen i mappen til sagssystemet"),
    "hold_set": N_("satte sletning på pause"),
    "hold_lifted": N_("ophævede pausen i sletning"),
    "handed_over": N_("gav mødet videre"),
    "handed_over_to": N_("gav møder videre til en kollega"),
    "course_begun": N_("lagde et rådgivningsforløb ind"),
    "meetings_reported": N_("oplyste, hvor mange møder kommunen har holdt"),
    "log_signed_off": N_("kvitterede for adgangsloggen"),
    Asker.CHILD.action: N_("lavede listen over, hvem der har læst, til barnet"),
    Asker.GUARDIAN.action: N_(
        "lavede listen over, hvem der har læst, til en med forældremyndighed"
    ),
    Asker.AUTHORITY.action: N_("lavede listen over, hvem der har læst, til en myndighed"),
    "signed_in": N_("loggede ind"),
    "factor_set": N_("valgte en kode-app"),
    "factor_removed": N_("fjernede sin kode-app"),
    "factor_reset": N_("nulstillede en kode-app"),
    "codes_refused": N_("skrev forkerte koder ved log-ind"),
    "recovery_code_used": N_("brugte en reservekode ved log-ind"),
    "password_chosen": N_("valgte en adgangskode"),
    "sign_up_made": N_("lavede en invitation til at logge ind"),
    "role_claimed": N_("fik sin rolle fra kommunens log-ind"),
    "account_claimed": N_("fik sin konto fra kommunens log-ind"),
    "account_added": N_("oprettede en konto"),
    "account_changed": N_("ændrede en konto"),
    "account_disabled": N_("lukkede en konto"),
    "account_enabled": N_("åbnede en konto igen"),
    "account_confirmed": N_("sagde ja til en ny kollega"),
    "account_refused": N_("sagde nej til en ny kollega og lukkede kontoen"),
    "team_added": N_("oprettede et team"),
    "team_renamed": N_("omdøbte et team"),
    "team_removed": N_("nedlagde et team"),
    "team_changed": N_("flyttede en kollega til et andet team"),
    "settings_changed": N_("ændrede kommunens indstillinger"),
    "municipality_added": N_("oprettede kommunen"),
    "restored": N_("hentede alt fra en sikkerhedskopi"),
    **dict.fromkeys(
        (ground.action for ground in Ground), N_("tog barnets beskyttede svar ud til journalen")
    ),
}
RIGHTS = {
    Right.OWN: N_("Mødets rådgiver"),
    Right.BACKUP: N_("Mødets makker"),
    Right.GIVEN_ON: N_("Mødet er siden givet videre"),
    Right.LEADER: N_("Leder"),
    Right.ADMINISTRATOR: N_("Administrator"),
    Right.NO_MEETING: N_("Ikke om et møde"),
    Right.UNKNOWN: N_("Det kan ikke ses, hvorfor. Spørg"),
}
# What a line is here for; a number of meetings fits into some.
RULES = {
    Rule.MANY: N_("Mange på én dag. Antal møder: %(n)s"),
    Rule.ODD_HOURS: N_("Om natten, i weekenden eller på en helligdag. Antal møder: %(n)s"),
    Rule.LONG_AFTER: N_("Mere end 30 dage efter mødet"),
    Rule.LEAVING: N_("Lige før kontoen blev lukket. Antal møder: %(n)s"),
    Rule.GUARDED: N_("Skal altid ses efter"),
}
VERDICTS = {
    Verdict.FINE: N_("I orden"),
    Verdict.ASKED: N_("Der er spurgt"),
    Verdict.REPORTED: N_("Meldt som muligt brud"),
}
OPERATOR = N_("Driften")
