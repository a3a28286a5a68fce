"""What the pages of reflection ask, after the four elements of Lundy's model, in our own words."""

from boernestemme.domain.reflection import Element
from boernestemme.web.marking import N_

ELEMENTS = {
    Element.SPACE: N_("Rum"),
    Element.VOICE: N_("Stemme"),
    Element.AUDIENCE: N_("Tilhører"),
    Element.INFLUENCE: N_("Indflydelse"),
}
QUESTIONS = {
    Element.SPACE: N_("Hvad gjorde det trygt for barnet at være med, og hvad manglede?"),
    Element.VOICE: N_("Hvordan fik barnet sagt det, der var vigtigt, på sin egen måde?"),
    Element.AUDIENCE: N_("Hvem lyttede, og hvordan kunne barnet mærke det?"),
    Element.INFLUENCE: N_("Hvad blev anderledes, fordi barnet sagde noget? Ved barnet det?"),
}
TOGETHER = {
    Element.SPACE: N_("Sæt jer i barnets sted: Hvordan var rummet og starten?"),
    Element.VOICE: N_("Hvad ville have gjort det lettere at sige noget?"),
    Element.AUDIENCE: N_("Hvordan viser vi, at vi har hørt det?"),
    Element.INFLUENCE: N_("Hvornår kan et barn se, at det nyttede?"),
}
REFLECTION_REFUSED = {
    "too_long": N_("Højst 500 tegn."),
    "not_text": N_("Der er et tegn, som ikke kan gemmes."),
    "cpr": N_("Det ligner et CPR-nummer. Skriv det ikke her."),
}
SHEET_REFUSED = {
    "nothing": N_("Vælg mindst ét uddrag."),
    "too_many": N_("Vælg højst otte uddrag, så det kan stå på ét ark."),
    "unread": N_("Læs uddragene igennem, og sæt kryds ved, at ingen kan kende barnet."),
    "too_long": N_("Højst 300 tegn på arket."),
    "not_text": N_("Der er et tegn, som ikke kan stå på arket."),
    "cpr": N_("Det ligner et CPR-nummer. Tag det ud."),
    "pair": N_("Her står to ord, som et møde kendes på. Tag dem ud."),
    "date": N_("Her står en dato. Skriv højst måneden."),
    "name": N_(
        "»%(word)s« ligner et navn. Er det ikke et navn, så begynd sætningen med et andet ord. "
        "Ellers skriv fx barnet, mor eller læreren."
    ),
}
