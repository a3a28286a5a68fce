"""What the child reads on each page, by age group; a draft no child has tested yet.

Rights are worded after barnets lov §§ 5–6: the child may wish, and chooses its own bisidder.
"""

from dataclasses import dataclass

from boernestemme.domain.meeting import AgeGroup
from boernestemme.web import labels
from boernestemme.web.marking import N_


@dataclass(frozen=True)
class Asked:
    """The wording of one question: its text, and a hint below it."""

    text: str
    hint: str = ""


@dataclass(frozen=True)
class Phrases:
    """How one age group is asked, by question, and what it may answer, by question and code."""

    asked: dict[str, Asked]
    labels: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Wording(Phrases):
    """All the texts before a meeting; ``%(who)s`` is the case worker.

    ``asked["ticks"]`` stands over the answers that are ticked one by one.
    """

    start_title: str
    start: tuple[str, ...]
    rights: str
    tell_in_person: str
    bisidder: str
    unread: str
    summary: dict[int, str]
    thanks_title: str
    thanks: tuple[str, ...]
    thanks_letter: str
    thanks_no_letter: str


YOUNGER = Wording(
    start_title=N_("Du må sige, hvad du tænker"),
    start=(
        N_("%(Who)s vil gerne vide, hvad du tænker, før I mødes."),
        N_("Du må springe over. Du kan ikke svare forkert."),
        N_("%(Who)s læser dit svar. Nogle gange læser andre voksne det også."),
        N_("Hvis nogen gør dig ondt, vil %(who)s hjælpe. Så må %(who)s tale med andre voksne."),
        N_("Ingen læser med lige nu. Vil du tale med en voksen nu? Ring 116 111."),
        N_("Vil du have siden væk? Tryk på Skjul."),
        N_("Så forsvinder det, du ikke har sendt. Linket virker stadig."),
        N_("Vil du ikke svare? Det er okay."),
    ),
    labels=labels.YOUNGER,
    asked={
        "knows_purpose": Asked(N_("Ved du, hvad mødet handler om?")),
        "topics": Asked(N_("Hvad vil du tale om?"), N_("Du må vælge flere.")),
        "topics_text": Asked(N_("Vil du skrive noget?")),
        "persons": Asked(N_("Hvem vil du gerne have med?"), N_("Du må vælge flere.")),
        "ticks": Asked(N_("Er der en, du ikke vil have med?")),
        "place": Asked(N_("Hvor vil du helst mødes?")),
        "place_text": Asked(N_("Et andet sted? Skriv hvor.")),
        "needs": Asked(N_("Hvad kan gøre dig tryg?"), N_("Du må vælge flere.")),
        "needs_text": Asked(N_("Vil du skrive noget?")),
        "not_for_parents": Asked(N_("Er der noget, mor eller far ikke må se?")),
        "keep_needs": Asked(
            N_("Må %(who)s huske, hvad der hjælper dig, til næste gang?"),
            N_("Det bliver gemt i højst et år. Du kan sige nej igen."),
        ),
    },
    rights=N_("Du må tage en voksen med, som du er tryg ved."),
    tell_in_person=N_("Der er en, jeg ikke vil have med"),
    bisidder="",
    unread=N_("Ingen læser med lige nu. Vi læser det senest %(day)s. Haster det? Ring 116 111."),
    summary={
        2: N_("Ved du, hvad mødet handler om?"),
        3: N_("Tale om"),
        4: N_("Med"),
        5: N_("Sted"),
        6: N_("Tryg"),
        7: N_("Noget, mor eller far ikke må se"),
    },
    thanks_title=N_("Tak! Vi har fået dit svar"),
    thanks=(
        N_("%(Who)s læser dit svar før mødet."),
        N_("Måske kan vi ikke gøre alt. Så siger vi hvorfor."),
    ),
    thanks_letter=N_("Du får svar senest %(day)s. Brug det samme link. Så kan du se svaret."),
    thanks_no_letter=N_("Du får svaret, når I ses."),
)

OLDER = Wording(
    start_title=N_("Før du går i gang"),
    start=(
        N_("%(Who)s vil gerne vide, hvad du tænker, før I mødes."),
        N_("Du kan springe alt over. Vil du slet ikke svare? Det er okay."),
        N_(
            "%(Who)s læser dit svar. Det bliver gemt i din sag. "
            "Andre i kommunen må læse det, hvis de arbejder med sagen."
        ),
        N_(
            "Dine forældre kan nogle gange få lov at læse det. "
            "Du kan skrive, hvis der er noget, de ikke må se."
        ),
        N_(
            "Hvis nogen gør dig ondt, vil %(who)s hjælpe. "
            "Så må %(who)s tale med andre voksne om det."
        ),
        N_("Ingen læser med lige nu. Vil du tale med nogen nu? Ring 116 111."),
        N_(
            "Vil du have siden væk? Tryk på Skjul. Så forsvinder det, du ikke har sendt. "
            "Linket virker stadig. Telefonen kan huske, at du har været her."
        ),
    ),
    labels=labels.OLDER,
    asked={
        "knows_purpose": Asked(N_("Ved du, hvad mødet handler om?")),
        "topics": Asked(N_("Hvad vil du gerne tale om?"), N_("Vælg alt, der passer.")),
        "topics_text": Asked(N_("Skriv det med dine egne ord")),
        "not_in_front": Asked(
            N_("Er der noget, du ikke vil tale om, når andre er med?"), N_("Skriv det her.")
        ),
        "persons": Asked(
            N_("Hvem skal være med, og hvem skal ikke?"),
            N_("Dit svar er et ønske. %(Who)s skal svare på det."),
        ),
        "ticks": Asked(N_("Passer noget af det her?")),
        "place": Asked(N_("Hvor vil du helst mødes?")),
        "place_text": Asked(N_("Et andet sted? Skriv hvor.")),
        "not_place": Asked(N_("Et sted, du ikke vil være? Skriv det.")),
        "needs": Asked(N_("Hvad kan gøre mødet mere trygt?"), N_("Vælg alt, der passer.")),
        "needs_text": Asked(N_("Noget andet? Skriv det.")),
        "not_for_parents": Asked(
            N_("Er der noget, dine forældre ikke må se?"),
            N_("Vi kan ikke love det. Men %(who)s skal tage det alvorligt."),
        ),
        "keep_needs": Asked(
            N_("Må %(who)s huske, hvad der hjælper dig, til næste gang?"),
            N_("Det bliver gemt i højst et år. Vil du have det slettet, så sig det til %(who)s."),
        ),
    },
    rights=N_(
        "Du har ret til en bisidder: en, der er på din side på mødet. "
        "Du vælger selv. Du behøver ikke spørge dine forældre."
    ),
    tell_in_person=labels.TELL_IN_PERSON,
    bisidder=N_(
        "Vil du have en bisidder? Ring 116 111 eller 35 55 55 59. "
        "%(Who)s kan hjælpe dig med at ringe."
    ),
    unread=N_(
        "Ingen læser med lige nu. Vi læser det senest %(day)s. Haster det? Ring 112 eller 116 111."
    ),
    summary={
        2: N_("Ved du, hvad mødet handler om?"),
        3: N_("Tale om"),
        4: N_("Hvem"),
        5: N_("Sted"),
        6: N_("Trygt"),
        7: N_("Noget, dine forældre ikke må se"),
    },
    thanks_title=N_("Tak. Vi har fået dit svar"),
    thanks=(
        N_("%(Who)s læser det før mødet."),
        N_("Siger vi nej til noget, siger vi hvorfor."),
    ),
    thanks_letter=N_(
        "Du får svar senest %(day)s. Brug det samme link igen. Så ser du svaret. "
        "Må andre ikke se det? Så slet beskeden. Så får du svaret på mødet."
    ),
    thanks_no_letter=N_("Du får svaret, når I ses."),
)

WORDING = {AgeGroup.YOUNGER: YOUNGER, AgeGroup.OLDER: OLDER}

REFUSED = {
    "too_long": N_("Teksten er for lang. Gør den lidt kortere."),
    "not_text": N_("Der er et tegn, vi ikke kan gemme. Slet det, og prøv igen."),
    "unknown_choice": N_("Vælg et af svarene på siden."),
}
TEXT_LABEL = N_("Det, du har skrevet")
TEXT_ABOUT = {
    "not_in_front": N_("Ikke, når andre er med:"),
    "not_place": N_("Ikke her:"),
}
