"""What the case worker reads that is not in a page's own template."""

from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.domain.retention import FilingState
from boernestemme.web.marking import N_

AGES = {AgeGroup.YOUNGER: N_("6–9 år"), AgeGroup.OLDER: N_("10–17 år")}
PHONES = {
    Phone.CHILD: (N_("Kun barnet"), N_("Link i en besked til telefonen")),
    Phone.SHARED: (N_("Andre kan se den"), N_("QR på din skærm eller på papir")),
    Phone.UNSURE: (N_("Barnet ved det ikke"), N_("QR på din skærm eller på papir")),
    Phone.NONE: (N_("Barnet har ingen telefon"), N_("Svar her hos dig, eller på papir")),
}
COMING = {
    "mor": N_("Mor"),
    "far": N_("Far"),
    "plejemor": N_("Plejemor"),
    "plejefar": N_("Plejefar"),
    "bonus": N_("Bonusmor eller bonusfar"),
    "bosted_voksen": N_("En voksen, barnet bor hos"),
    "soeskende": N_("Søster eller bror"),
    "bedste": N_("En bedsteforælder"),
    "laerer": N_("Lærer"),
    "paedagog": N_("Pædagog"),
    "kontaktperson": N_("Kontaktperson"),
    "stoette": N_("Støtteperson"),
    "traener": N_("Træner"),
    "tolk": N_("Tolk"),
}
# The empty one lets the place go again.
SETTLED = {
    "skole": N_("På skolen"),
    "hjemme": N_("Hjemme"),
    "bosted": N_("Der, hvor barnet bor"),
    "kommune": N_("På kontoret"),
    "gaatur": N_("På en gåtur"),
    "telefon": N_("På telefon"),
    "video": N_("På skærm"),
    "": N_("Nej, barnet må ønske"),
}
INVITING_REFUSED = {
    "phone_not_asked": N_("Spørg barnet alene, hvem der kan se telefonen."),
    "meeting_past": N_("Mødet skal ligge ude i fremtiden."),
    "meeting_held": N_("Mødets tid er gået. Lav et nyt møde med samme barn."),
    "cancelled": N_("Mødet er aflyst."),
    "link_over": N_("Der kan ikke laves et nyt link: mødet er aflyst, eller linket er udløbet."),
    "too_far": N_("Mødet ligger mere end et år ude i fremtiden."),
    "no_backup": N_("Der mangler en kollega, som kan læse, når du er væk."),
}
CONFIRMED = {
    "nyt-link": (
        N_("Lav et nyt link"),
        N_("Det gamle link dør straks. Det, barnet allerede har sendt, bliver her."),
        N_("Lav nyt link"),
    ),
    "tilbagekald": (
        N_("Træk linket tilbage"),
        N_("Linket dør straks. Er barnet i gang med at svare, bliver svaret ikke modtaget."),
        N_("Træk linket tilbage"),
    ),
    "aflys": (
        N_("Aflys mødet"),
        N_("Barnet kan så ikke svare om mødet. Husk også at sige det til barnet."),
        N_("Aflys mødet"),
    ),
    "slet-kort": (
        N_("Slet kortet"),
        N_("Det, barnet lod dig huske, slettes straks. Barnets svar om møderne bliver her."),
        N_("Slet kortet"),
    ),
    "flyt": (
        N_("Flyt mødet"),
        N_("Linket følger med. Barnet ser den nye dag, hvis telefonen kun er barnets egen."),
        N_("Flyt mødet"),
    ),
}
# What cannot be undone.
GRAVE = frozenset({"tilbagekald", "aflys", "slet-kort"})
PAPERS = (
    N_("Svaret før mødet"),
    N_("Dine svar på ønskerne"),
    N_("Det, du selv skrev i rammen"),
    N_("Det, barnet sagde efter mødet"),
)
FILING = {
    FilingState.NOTHING: N_("Her ligger intet, der skal journaliseres."),
    FilingState.LATER: N_(
        "Det er din opgave, når mødet er slut. Intet slettes her, før det er gjort. Her ligger:"
    ),
    FilingState.TO_FILE: N_("Skriv det ind i jeres sagssystem, og tryk, når du har kvitteringen:"),
    FilingState.OVERDUE: N_(
        "Linket er udløbet, og din leder får det også at se. Skriv det ind i jeres sagssystem, og "
        "tryk, når du har kvitteringen:"
    ),
}
WANTS_TO_TALK = {
    "caseworker": (
        N_("Barnet vil tale med dig."),
        N_("Tal alene med barnet, og tryk her bagefter."),
    ),
    "colleague": (
        N_("Barnet vil tale med sin rådgiver, %(name)s."),
        N_("Tal alene med barnet, og tryk her bagefter."),
    ),
    "other": (
        N_("Barnet vil tale med en anden end sin rådgiver."),
        N_(
            "Det står kun hos dig. Barnet er lovet, at rådgiveren ikke får det at vide. "
            "Tryk her, når I har talt."
        ),
    ),
}
GROUPS = {
    "topics": N_("Vil tale om"),
    "drawing": N_("Barnets tegning"),
    "persons": N_("Vil have med"),
    "part": N_("Kun noget af tiden"),
    "place": N_("Vil mødes"),
    "not_place": N_("Vil ikke være"),
    "needs": N_("Det kan gøre barnet tryg"),
    "keep_needs": N_("Husk til næste gang, hvad der hjælper"),
    "not_persons": N_("Vil ikke have med"),
    "unsure_persons": N_("Ved ikke, om de skal med"),
    "first": N_("Vil gerne"),
    "not_in_front": N_("Vil ikke tale om, når andre er med"),
    "not_for_parents": N_("Noget, forældrene ikke må se"),
}
WISH_ABOUT = {
    "topics": N_("Tale om: %(what)s"),
    "place": N_("Mødes: %(what)s"),
    "needs": N_("Hjælper: %(what)s"),
    "persons": N_("Have med: %(what)s"),
    "topics_text": N_("Barnets egne ord om emner"),
    "place_text": N_("Barnets egne ord om stedet"),
    "not_place": N_("Ikke være et sted, barnet skrev"),
    "needs_text": N_("Barnets egne ord om, hvad der hjælper"),
    "not_in_front": N_("Ikke tale om, når andre er med"),
    "not_for_parents": N_("Noget, forældrene ikke må se"),
    "private_choice": N_("Noget, forældrene ikke må se"),
    "private_text": N_("Noget, forældrene ikke må se"),
    "alone_first": N_("Tale alene med %(mine)s først"),
    "want_bisidder": N_("Have en bisidder med"),
    "tell_in_person": N_("Selv sige noget om personerne til %(mine)s"),
}
PERSON_WISH = {
    "yes": N_("Have med: %(what)s"),
    "part": N_("Have med noget af tiden: %(what)s"),
    "no": N_("Ikke have med: %(what)s"),
}
SCREEN_NAMES = {
    2: N_("om barnet ved, hvad mødet handler om"),
    3: N_("emner"),
    4: N_("personer"),
    5: N_("sted"),
    6: N_("hvad der gør tryg"),
    7: N_("noget privat"),
}
