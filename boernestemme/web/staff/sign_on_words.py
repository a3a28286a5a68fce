"""Why somebody is not let in by their own workplace's sign-on, and what to do about it."""

from boernestemme.web.marking import N_

# By the rule that refused; each says whom to ask.
REFUSED = {
    "state": N_("Det tog for lang tid, eller siden blev åbnet i et andet vindue. Prøv igen."),
    "provider": N_("Vi kan ikke få fat i din arbejdsplads' login lige nu. Prøv igen om lidt."),
    "said_no": N_("Din arbejdsplads' login sagde nej, eller du afbrød. Prøv igen."),
    "assertion": N_(
        "Svaret fra din arbejdsplads' login kunne ikke godkendes. Prøv igen. "
        "Bliver det ved, så sig det til jeres it-support."
    ),
    "assurance": N_("Du skal logge ind på en mere sikker måde. Spørg jeres it-support hvordan."),
    "municipality": N_("Dit login gælder ikke for denne kommune. Spørg jeres it-support."),
    "no_role": N_(
        "Du er ikke oprettet til Børnestemme endnu. Bed din leder om at få dig tilmeldt."
    ),
    "no_email": N_("Der mangler en e-mail på dit login. Spørg jeres it-support."),
    "no_name": N_("Der mangler et fornavn på dit login. Spørg jeres it-support."),
    "local_account": N_(
        "Din e-mail har allerede en konto her med adgangskode. Log ind med den, "
        "eller bed jeres administrator om at lukke den."
    ),
    "disabled": N_("Din konto er lukket. Spørg jeres administrator."),
    "not_ready": N_("Kommunen er ikke sat op endnu. Spørg den, der driver systemet."),
}
OUT_OF_ORDER = frozenset({"provider", "not_ready"})
