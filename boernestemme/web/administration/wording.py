"""What an administrator reads that is not in a page's own template."""

from collections.abc import Mapping

from boernestemme.domain.roles import Role
from boernestemme.services.listing_people import Access
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

ROLES = {
    Role.CASEWORKER: N_("Rådgiver"),
    Role.LEADER: N_("Leder"),
    Role.ADMINISTRATOR: N_("Administrator"),
}
ACCESS = {
    Access.WAITING: N_("Venter på en leders ja"),
    Access.INVITED: N_("Linket er ikke brugt endnu"),
    Access.EXPIRED: N_("Linket er blevet for gammelt"),
    Access.NONE: N_("Kan ikke logge ind endnu"),
    Access.CLOSED: N_("Lukket"),
}
# A rule by its field, or alone where the words are the same for every field.
RULES: Mapping[tuple[str, str] | str, str] = {
    "too_long": N_("Det er for langt. Skriv det kortere."),
    "not_text": N_("Der er tegn, som ikke kan gemmes."),
    "cpr": N_("Det ligner et CPR-nummer. Det må ikke stå her."),
    "missing": N_("Her mangler noget."),
    "phone": N_("Skriv et dansk nummer med 8 cifre."),
    "email": N_("En e-mail ser ud som navn@kommune.dk."),
    ("first_name", "missing"): N_("Skriv fornavnet."),
    ("email", "missing"): N_("Skriv e-mailen."),
    ("email", "taken"): N_("Der er allerede en konto med den e-mail."),
    ("role", "role"): N_("Vælg en rolle."),
    ("role", "yourself"): N_("Du kan ikke ændre din egen rolle. Bed en anden administrator."),
    ("role", "has_meetings"): N_(
        "Der er stadig møder. De skal gives til en kollega, før rollen kan ændres."
    ),
    ("team", "team"): N_("Vælg et af kommunens teams."),
    ("team", "not_empty"): N_("Der er stadig personer på teamet. Flyt dem først."),
    ("backup", "backup"): N_("Vælg en kollega, der er rådgiver."),
    ("receiver", "open_links"): N_("Der er åbne møder. Vælg, hvem der skal have dem."),
    ("receiver", "receiver"): N_("Vælg en rådgiver, der kan få møderne."),
    ("receiver", "no_third"): N_("Der mangler en tredje rådgiver, som kan være makker."),
    ("receiver", "yourself"): N_("Du kan ikke lukke din egen konto. Bed en anden administrator."),
    ("link", "has_answers"): N_(
        "Her ligger svar fra børn. Et nyt link kunne åbne dem for en anden. Derfor kan kun den, "
        "der driver systemet, lave det."
    ),
    ("link", "disabled"): N_("Kontoen er lukket. Åbn den først."),
    ("link", "foreign"): N_("Kontoen logger ind gennem kommunens eget login."),
    ("name", "missing"): N_("Skriv et navn."),
    ("name", "taken"): N_("Der er allerede et team med det navn."),
    ("password", "short"): N_("Adgangskoden skal have mindst 12 tegn."),
    ("password", "too_long"): N_("Adgangskoden må højst have 200 tegn."),
    ("password", "guessable"): N_("Adgangskoden er nem at gætte. Skriv en lille sætning."),
    ("again", "different"): N_("De to adgangskoder er ikke ens."),
    ("call_number", "missing"): N_("Skriv det nummer, et barn kan ringe til."),
    ("duty_number", "missing"): N_("Skriv også nummeret."),
    ("duty_hours", "missing"): N_("Skriv også, hvornår der er åbent."),
    ("caseworker_title", "title"): N_(
        "Skriv kun ordet, som det står efter »din«: rådgiver eller sagsbehandler."
    ),
    "https": N_("Adressen skal begynde med https://."),
    "address": N_("Skriv hele adressen uden spørgsmålstegn, som https://www.dmi.dk/."),
    "telling": N_("Adressen må ikke røbe noget: ikke kommune, barn, hjælp eller lignende."),
    "statement": N_("Adressen skal begynde med https://was.digst.dk/ og have et navn efter."),
}


def messages(rules: Mapping[str, str]) -> dict[str, str]:
    """What is wrong, in words, by field."""
    return {
        field: _(RULES[(field, rule)] if (field, rule) in RULES else RULES[rule])
        for field, rule in rules.items()
    }
