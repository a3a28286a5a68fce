"""What the case worker reads about answering the wishes; the reasons are those of the letter."""

from boernestemme.domain.framing import Delivery, Outcome
from boernestemme.web.marking import N_

OUTCOMES = {
    Outcome.MET: N_("Ja"),
    Outcome.PARTLY_MET: N_("Noget af det"),
    Outcome.NOT_MET: N_("Nej"),
}
OWN_WORDS = N_("Egne ord")
REPLY_REFUSED = {
    "no_reason": N_("Nej skal have en grund."),
    "too_long": N_("Højst 140 tegn."),
    "not_text": N_("Der er et tegn, som ikke kan gemmes."),
    "cpr": N_("Det ligner et CPR-nummer. Skriv det ikke her."),
    "no_outcome": N_("Ønsket mangler et svar."),
    "unknown": N_("Ønsket findes ikke mere."),
    "no_answer": N_("Barnet har ikke svaret endnu."),
    "not_by_link": N_("Svaret kan ikke sendes til telefonen. Giv det på mødet."),
}
NOT_SAVED = N_("Ikke gemt endnu. Se ønskerne med rødt.")
PARTLY_SAVED = N_("Resten er gemt. Ønskerne med rødt er ikke gemt endnu.")
NOT_GIVEN = N_(
    "Barnet har ikke fået svar endnu. Det, der kan gemmes, er gemt. Se ønskerne med rødt."
)
CONFLICT = N_(
    "Ikke gemt: der er gemt i et andet vindue imens. Her er begge dele. "
    "Hvor de er forskellige, står dit svar. Tryk på Gem igen, hvis det skal gælde."
)
LINK_IS_NEW = N_("Linket er nyt: send svaret igen.")
LINK_IS_DEAD = N_("Linket virker ikke mere. Giv svaret på mødet.")
GIVEN = {
    Delivery.BY_LINK: N_("Svaret er sendt. Sig det også højt, når I ses."),
    Delivery.AT_MEETING: N_("Du giver svaret på mødet."),
    Delivery.BY_PHONE: N_("Du giver svaret pr. telefon."),
}
