"""What the case worker reads of a message to the child's phone: how it stands, what to do."""

from boernestemme.domain.message_state import MessageState
from boernestemme.domain.sms_gateway import Why
from boernestemme.web.marking import N_

# How it stands, and what to do about it.
STANDINGS = {
    MessageState.WAITING: (N_("Sms'en venter"), N_("Den sendes om lidt. Gør ikke noget.")),
    MessageState.SENDING: (N_("Sms'en er på vej"), N_("Se her igen om lidt.")),
    MessageState.SENT: (N_("Sms'en er sendt"), N_("Vi ved ikke, om telefonen har fået den.")),
    MessageState.DELIVERED: (N_("Sms'en er leveret"), N_("Telefonen har fået den.")),
    MessageState.UNDELIVERED: (
        N_("Sms'en er ikke leveret"),
        N_("Telefonen fik den ikke. Spørg barnet om nummeret, og send igen."),
    ),
    MessageState.UNKNOWN: (
        N_("Vi ved ikke, om beskeden kom af sted"),
        N_("Spørg barnet, eller send igen."),
    ),
    MessageState.WITHDRAWN: (N_("Sms'en er trukket tilbage"), N_("Den blev ikke sendt.")),
}
NOT_SENT = N_("Sms'en er ikke sendt")
OUR_FAULT = N_("Fejlen er hos os. Sig det til den, der driver systemet, og vis koden i stedet.")
GIVEN_UP = {
    Why.MESSAGE: N_("Nummeret blev ikke taget imod. Spørg barnet om det, og send igen."),
    Why.SETUP: OUR_FAULT,
    Why.AWAY: N_("Sms-tjenesten svarede ikke. Send igen, eller vis koden i stedet."),
    Why.BROKEN: OUR_FAULT,
}
REFUSED = {
    "empty": N_("Skriv barnets mobilnummer."),
    "abroad": N_("Her kan kun sendes til danske numre. Kopiér beskeden i stedet."),
    "length": N_("Et dansk nummer har 8 cifre."),
    "special": N_("Til det nummer kan ikke sendes en sms."),
    "not_mobile": N_(
        "Det ligner ikke et mobilnummer. Er det rigtigt, så kopiér beskeden i stedet."
    ),
    "differ": N_("De to numre er ikke ens."),
    "no_gateway": N_("Her kan ikke sendes sms."),
    "phone": N_("Andre kan se telefonen. Så sendes ingen sms."),
    "link_dead": N_("Linket virker ikke mere. Lav et nyt link."),
    "under_way": N_("En sms er på vej. Se her igen om lidt."),
    "meeting_quota": N_("Der er sendt tre sms'er til mødet. Vis koden i stedet."),
    "day_quota": N_("Du har sendt 50 sms'er i dag. Vis koden i stedet."),
}
