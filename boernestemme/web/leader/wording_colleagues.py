"""What a team leader reads of new colleagues that is not in the page's own template."""

from boernestemme.domain.roles import Role
from boernestemme.web.marking import N_

ROLES = {Role.CASEWORKER: N_("Rådgiver"), Role.LEADER: N_("Leder")}
# What was done to the account, by the log's word for it.
DEEDS = {
    "account_added": N_("Oprettet %(day)s af %(who)s"),
    "account_changed": N_("Ændret %(day)s af %(who)s"),
    "account_enabled": N_("Åbnet igen %(day)s af %(who)s"),
    "sign_up_made": N_("Link til adgangskode lavet %(day)s af %(who)s"),
}
ADMINISTRATOR = N_("administrator %(name)s")
OPERATOR = N_("driften")
REFUSED = {
    "not_chosen": N_("Der er ikke valgt en adgangskode endnu. Du kan først sige ja bagefter."),
    "changed": N_(
        "Der er valgt en anden adgangskode, siden du åbnede siden. Spørg personen en gang til."
    ),
}
DONE = {
    "ja": N_("Kollegaen kan komme ind nu."),
    "nej": N_("Kontoen er lukket."),
    "givet": N_("Givet videre."),
}
