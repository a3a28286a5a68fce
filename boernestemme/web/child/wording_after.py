"""What the child reads after its meeting, by age group; a draft no child has tested yet.

The questions are our own, after Lundy's four parts of participation; no licensed scale is copied.
"""

from dataclasses import dataclass

from boernestemme.domain.meeting import AgeGroup
from boernestemme.web import labels
from boernestemme.web.child.wording import DRAWING, WORDING, Asked, Phrases
from boernestemme.web.marking import N_

SKIP = N_("Spring over")
PROMISE = N_("Du må springe over. %(Who)s kan ikke se dine tryk.")
NOT_SEEN = N_("%(Who)s kan ikke se dine tryk.")
BELOW = (
    N_("Der bliver ikke sendt noget, før du trykker på Send."),
    N_(
        "Vil du have siden væk? Tryk på Skjul. Så forsvinder det, du ikke har sendt. "
        "Linket virker stadig."
    ),
)
LAST_TITLE = N_("Send eller sig mere")
NO_THANKS = N_("Nej tak")
ABSENT_TITLE = N_("Det er helt i orden")
ABSENT = N_("Så spørger vi ikke om mere om mødet. Tryk på Send, når du er klar.")
READ = N_("Valgte du noget til næste gang, eller skrev du noget? Det læser %(who)s.")
WANTED_TO_TALK = N_("Bad du om at tale med nogen? Nu kan de se det.")


@dataclass(frozen=True)
class AfterWording(Phrases):
    """All the texts after a meeting; ``absent`` is for a child that was not there.

    The first of ``last`` and ``absent`` stands before the way to Send, the rest after it.
    """

    last_title: str
    last: tuple[str, ...]
    absent_title: str
    absent: tuple[str, ...]
    unread: str
    thanks_title: str
    thanks: tuple[str, ...]
    complain: str


TAPPED = ("attended", "heard", "voice", "space", "influence", "next")
LABELS = dict.fromkeys(TAPPED, labels.SCALE) | {
    "next_time": labels.NEXT_TIME,
    "talk_to": labels.TALK_TO,
}
NEXT_TIME = Asked(N_("Hvad skal vi gøre anderledes næste gang?"), N_("Du må vælge flere."))

YOUNGER = AfterWording(
    asked={
        "attended": Asked(N_("Var du med til mødet?")),
        "heard": Asked(N_("Lyttede de voksne til dig?")),
        "voice": Asked(N_("Fik du sagt det, du ville?")),
        "space": Asked(N_("Var du tryg på mødet?")),
        "next": Asked(N_("Ved du, hvad der skal ske nu?")),
        "next_time": NEXT_TIME,
        "more_text": Asked(N_("Vil du sige mere?")),
        "more_drawing": DRAWING,
        "talk_to": Asked(
            N_("Vil du tale med nogen?"),
            N_("Vælger du en anden? Så kan en anden voksen se det. %(Who)s kan ikke se det her."),
        ),
    },
    labels=LABELS,
    last_title=LAST_TITLE,
    last=(
        NOT_SEEN,
        N_("%(Who)s læser det, du skriver. Og det, du vælger til næste gang."),
    ),
    absent_title=ABSENT_TITLE,
    absent=(
        ABSENT,
        N_("Du må også skrive. %(Who)s læser det, du skriver."),
        NOT_SEEN,
    ),
    unread=WORDING[AgeGroup.YOUNGER].unread,
    thanks_title=N_("Tak! Vi har fået dit svar"),
    thanks=(
        N_("Dine tryk bliver til tal, hvis du var med."),
        N_("Tallene viser, om vi er gode nok til at lytte."),
        READ,
        WANTED_TO_TALK,
        N_("Vil du tale med en voksen? Ring 116 111. Det er gratis."),
        N_("Var der noget, der ikke var okay? Det må du gerne sige."),
    ),
    complain=N_("Sådan siger du det"),
)

OLDER = AfterWording(
    asked={
        "attended": Asked(N_("Var du med til mødet?")),
        "heard": Asked(N_("Lyttede de voksne til dig på mødet?")),
        "voice": Asked(N_("Fik du sagt det, du gerne ville?")),
        "space": Asked(N_("Var du tryg på mødet?")),
        "influence": Asked(N_("Tror du, din mening tæller?")),
        "next": Asked(N_("Ved du, hvad der skal ske nu?")),
        "next_time": NEXT_TIME,
        "more_text": Asked(N_("Vil du sige mere?")),
        "more_drawing": DRAWING,
        "talk_to": Asked(
            N_("Vil du tale med nogen?"),
            N_(
                "Vælger du en anden? Så kan en kollega til %(who)s se det. "
                "%(Who)s kan ikke se det her."
            ),
        ),
    },
    labels=LABELS,
    last_title=LAST_TITLE,
    last=(
        NOT_SEEN,
        N_(
            "%(Who)s læser det, du vælger til næste gang, og det, du skriver. "
            "Det bliver gemt i din sag."
        ),
    ),
    absent_title=ABSENT_TITLE,
    absent=(
        ABSENT,
        N_("Du kan også sige noget. %(Who)s læser det, du skriver. Det bliver gemt i din sag."),
        NOT_SEEN,
    ),
    unread=WORDING[AgeGroup.OLDER].unread,
    thanks_title=N_("Tak. Vi har fået dit svar"),
    thanks=(
        N_(
            "Dine tryk bliver til tal sammen med andres, hvis du var med til mødet. "
            "Tallene viser, hvor de voksne skal blive bedre til at lytte."
        ),
        READ,
        WANTED_TO_TALK,
        N_(
            "Var der noget på mødet, der ikke var okay? Du kan tale med %(who)s, "
            "ringe 116 111 eller klage."
        ),
    ),
    complain=N_("Sådan klager du"),
)

AFTER_WORDING = {AgeGroup.YOUNGER: YOUNGER, AgeGroup.OLDER: OLDER}
