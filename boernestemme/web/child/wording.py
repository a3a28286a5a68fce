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


DRAWING = Asked(N_("Du kan også tegne"), N_("Vi siger til, når arket er fuldt."))

YOUNGER = Wording(
    start_title=N_("Hvad tænker du?"),
    start=(
        N_("%(Who)s læser det, før I mødes. Nogle gange læser andre voksne det også."),
        N_("Du må springe alt over."),
        N_("Hvis nogen gør dig ondt, vil %(who)s hjælpe. Så må %(who)s tale med andre voksne."),
        N_("Ingen læser med lige nu. Vil du tale nu? Ring 116 111."),
        N_(
            "Vil du have siden væk? Tryk på Skjul. Så forsvinder det, du ikke har sendt. "
            "Linket virker stadig. Telefonen kan huske, at du var her."
        ),
    ),
    labels=labels.YOUNGER,
    asked={
        "knows_purpose": Asked(N_("Ved du, hvad mødet handler om?")),
        "topics": Asked(N_("Hvad vil du tale om?"), N_("Du må vælge flere.")),
        "topics_text": Asked(N_("Skriv selv")),
        "drawing": DRAWING,
        "persons": Asked(N_("Hvem vil du gerne have med?")),
        "ticks": Asked(N_("Er der en, du ikke vil have med?")),
        "place": Asked(N_("Hvor vil du helst mødes?")),
        "place_text": Asked(N_("Skriv hvor")),
        "needs": Asked(N_("Hvad kan gøre dig tryg?")),
        "needs_text": Asked(N_("Skriv selv")),
        "not_for_parents": Asked(N_("Er der noget, mor eller far ikke må se?")),
        "keep_needs": Asked(
            N_("Må %(who)s huske, hvad der hjælper dig, til næste gang?"),
            N_("I højst et år. Du kan sige nej igen."),
        ),
    },
    rights=N_("Du må tage en voksen med."),
    tell_in_person=N_("Der er en, jeg ikke vil have med"),
    bisidder="",
    unread=N_("Ingen læser med lige nu. Vi læser det senest %(day)s. Haster det? Ring 116 111."),
    summary={
        2: N_("Mødet"),
        3: N_("Tale om"),
        4: N_("Med"),
        5: N_("Sted"),
        6: N_("Tryg"),
        7: N_("Privat"),
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
        N_("%(Who)s vil gerne vide, hvad du tænker."),
        N_("Du må springe alt over."),
        N_(
            "%(Who)s læser dit svar. Det bliver gemt i din sag. "
            "Andre på sagen må læse det. "
            "Dine forældre kan nogle gange få lov at læse det."
        ),
        N_(
            "Hvis nogen gør dig ondt, vil %(who)s hjælpe. "
            "Så må %(who)s tale med andre voksne om det."
        ),
        N_("Ingen læser med lige nu. Vil du tale med nogen? Ring 116 111."),
        N_(
            "Vil du have siden væk? Tryk på Skjul. Så forsvinder det, du ikke har sendt. "
            "Linket virker stadig. Telefonen kan huske, at du var her."
        ),
    ),
    labels=labels.OLDER,
    asked={
        "knows_purpose": Asked(N_("Ved du, hvad mødet handler om?")),
        "topics": Asked(N_("Hvad vil du gerne tale om?"), N_("Du må vælge flere.")),
        "topics_text": Asked(N_("Skriv selv")),
        "drawing": DRAWING,
        "not_in_front": Asked(N_("Er der noget, du ikke vil tale om foran andre?")),
        "persons": Asked(
            N_("Hvem skal med, og hvem ikke?"),
            N_("Dit svar er et ønske. %(Who)s skal svare på det."),
        ),
        "ticks": Asked(N_("Passer noget her?")),
        "place": Asked(N_("Hvor vil du helst mødes?")),
        "place_text": Asked(N_("Skriv hvor")),
        "not_place": Asked(N_("Et sted, du ikke vil være?")),
        "needs": Asked(N_("Hvad kan gøre dig tryg?")),
        "needs_text": Asked(N_("Skriv selv")),
        "not_for_parents": Asked(
            N_("Er der noget, dine forældre ikke må se?"),
            N_("Vi kan ikke love det. Men %(who)s skal tage det alvorligt."),
        ),
        "keep_needs": Asked(
            N_("Må %(who)s huske, hvad der hjælper dig, til næste gang?"),
            N_("I højst et år. Du kan sige nej igen."),
        ),
    },
    rights=N_(
        "Du har ret til en bisidder: en, der er på din side. "
        "Du vælger selv. Du behøver ikke spørge dine forældre."
    ),
    tell_in_person=labels.TELL_IN_PERSON,
    bisidder=N_("Find en bisidder: Ring 116 111 eller 35 55 55 59. %(Who)s kan hjælpe dig."),
    unread=N_(
        "Ingen læser med lige nu. Vi læser det senest %(day)s. Haster det? Ring 112 eller 116 111."
    ),
    summary={
        2: N_("Mødet"),
        3: N_("Tale om"),
        4: N_("Hvem"),
        5: N_("Sted"),
        6: N_("Trygt"),
        7: N_("Privat"),
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
    "bad_drawing": N_("Tegningen kan ikke gemmes. Tegn den igen."),
    "too_much_drawn": N_("Der er tegnet for meget. Tryk på Fortryd."),
    "not_text": N_("Der er et tegn, vi ikke kan gemme. Slet det, og prøv igen."),
    "unknown_choice": N_("Vælg et af svarene på siden."),
}
TEXT_LABEL = N_("Det, du har skrevet")
TEXT_ABOUT = {
    "not_in_front": N_("Ikke, når andre er med:"),
    "not_place": N_("Ikke her:"),
    "private_text": N_("Ikke for dine forældre:"),
}
