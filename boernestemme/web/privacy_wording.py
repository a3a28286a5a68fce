"""The privacy page in words: a short part for children, and one for adults, by subject.

The part for adults is in Danish alone, as the law it speaks of is, and says so: so no translation
reaches it. Every number, name and cookie is filled in from the code, every reader from the tables
of who may. What it says of the law is our reading, and a municipality's own counsel decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from boernestemme.domain.meeting import Phase
from boernestemme.domain.roles import Reader, Role
from boernestemme.web.marking import N_

TITLE = N_("Det gemmer vi")
CHILDS = (
    N_("Kommunen har ansvaret for det, du skriver her."),
    N_("Vi gemmer det, du sender. Så kan mødet blive bedre for dig."),
    N_("Vi spørger ikke om dit navn eller dit CPR-nummer."),
    N_("Det, du ikke sender, er væk efter %(draft)s dage."),
    N_("Det, du sender, bliver også slettet her. Det sker senere. Kommunen har det stadig."),
    N_("Efter mødet svarer du med tryk. De bliver til tal. Så kan ingen finde dine tryk igen."),
    N_("Du må bede om at se det, vi har gemt. Du må også bede om at få det rettet."),
    N_("Telefonen får en kode fra os. Koden husker, hvor du kom til."),
    N_("Er du i tvivl? Spørg %(who)s eller en voksen, du stoler på."),
)


@dataclass(frozen=True)
class Part:
    """One subject: a heading, sentences, and rows of what and how."""

    heading: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()


ASK, ASK_ELSEWHERE = (
    "Spørgsmål om oplysningerne? Skriv eller ring til kommunen: %(contact)s.",
    "Spørgsmål om oplysningerne? På kommunens hjemmeside står, hvem du kan skrive til.",
)
RESPONSIBLE = Part(
    "Hvem har ansvaret?",
    (
        "Kommunen er dataansvarlig. Den bestemmer, hvad svarene bliver brugt til.",
        "Den, der driver Børnestemme for kommunen, er databehandler. "
        "Den må kun gøre det, kommunen har aftalt med den.",
    ),
)
READERS: Mapping[Reader, str] = {
    Reader.CASEWORKER: "Barnets %(title)s",
    Reader.BACKUP_IN_TURN: "En kollega, når den første er væk, eller der går for lang tid,",
    Reader.BACKUP_ASKED_FOR: "En kollega, når barnet vil tale med en anden,",
}
READ: Mapping[frozenset[Phase], str] = {
    frozenset(Phase): "læser det, barnet sender før og efter mødet.",
    frozenset({Phase.AFTER}): "læser det, barnet sender efter mødet, og intet andet.",
}
CLOSED: Mapping[Role, str] = {
    Role.LEADER: "Ledere ser antal og opgaver, aldrig et svar.",
    Role.ADMINISTRATOR: "Administratorer opretter medarbejdere. De kan ikke læse et svar.",
    Role.BOARD: "%(board)s godkender tallene og kan ikke læse et svar.",
}
ALSO_READ = (
    "Hver læsning bliver skrevet i adgangsloggen, før teksten bliver vist.",
    "I kommunens egen sag gælder lovens regler. Andre, der arbejder med sagen, kan læse der, og "
    "forældre kan nogle gange få aktindsigt.",
)
KEPT_AND_READ = (
    Part(
        "Hvad gemmer vi, og hvorfor?",
        (
            "Vi spørger ikke om barnets navn eller CPR-nummer. Vi gemmer hverken barnets "
            "IP-adresse, eller hvilken telefon det bruger.",
        ),
        (
            ("Barnets svar.", "Så mødet kan blive forberedt, og barnets ønsker få et svar."),
            ("Svarene på ønskerne.", "Så barnet får at vide, hvad der blev af dem, og hvorfor."),
            ("Hvad der hjælper barnet.", "Kun hvis barnet siger ja. Til brug ved næste møde."),
            (
                "Mødet.",
                "Tid, aldersgruppe, hvem der kan se telefonen, hvem der kommer (som mor eller "
                "lærer), og hvem der læser. Så linket virker, og den rette læser.",
            ),
            (
                "Et mobilnummer.",
                "Kun hvis linket bliver sendt som sms. Det ligger forseglet og bliver slettet, "
                "når sms'en er sendt eller opgivet.",
            ),
            ("Et sagsnummer.", "Kun hvis kommunen skriver det. Så to sager ikke blandes sammen."),
            (
                "Medarbejdernes fornavn, arbejdsmail og rolle.",
                "Så de kan logge ind, og barnet ved, hvem der læser.",
            ),
            ("En adgangslog.", "Hvem der læste hvad, og hvornår. Så det kan blive kontrolleret."),
            ("Trykkene efter mødet.", "De bliver til tal for, om børn føler sig hørt."),
        ),
    ),
    Part(
        "Hvad giver lov til det?",
        (
            "Kommunen skal høre barnet, før den bestemmer noget (barnets lov § 5, stk. 3). "
            "Til det må den bruge oplysningerne efter databeskyttelsesforordningens artikel 6, "
            "stk. 1, litra e, og artikel 9, stk. 2, litra g.",
            "Sådan læser vi loven. Kommunen har det sidste ord.",
            "Det bygger ikke på samtykke. Barnet bestemmer selv, om det vil svare.",
        ),
    ),
)
OTHERS = Part(
    "Hvem får det ellers?",
    (
        "Siden henter intet fra andre. Her er ingen reklamer, og ingen bliver sporet.",
        "Bliver linket sendt som sms, får sms-tjenesten nummeret og linket, og intet om, hvad det "
        "er til.",
        "Mails til medarbejdere siger kun, at noget venter på dem.",
        "%(board)s får tal om mange børn. Tal om få børn bliver ikke vist.",
        "Nogle kommuner driver selv Børnestemme. De sender hvert halvår de blandede tryk til dem, "
        "der tæller for %(board)s. Trykkene er forseglet, og ingen sag følger med.",
    ),
)
KEPT_FOR = Part(
    "Hvor længe?",
    rows=(
        ("Det, barnet ikke sender,", "bliver slettet efter %(draft)s dage."),
        ("Linket", "kan bruges, til der er gået %(link)s dage efter mødet."),
        (
            "Det, barnet sender, og svarene på ønskerne",
            "bliver slettet her %(erased)s dage efter, at de er lagt i kommunens egen sag, og "
            "linket er udløbet. Intet bliver slettet, før det ligger i sagen.",
        ),
        (
            "Det, der hjælper barnet,",
            "bliver slettet efter %(card)s dage, eller før hvis barnet beder om det.",
        ),
        (
            "Sagsnummer og en medarbejders egne noter om sin praksis",
            "bliver slettet tidligst %(erased)s dage efter, at linket er udløbet.",
        ),
        (
            "Sikkerhedskopier",
            "kan have det slettede i op til %(backup)s dage. Der ligger svarene forseglet.",
        ),
        (
            "Adgangsloggen, mødets tid og personer og medarbejdernes konti",
            "bliver ikke slettet af sig selv. Spørg kommunen, hvor længe de bliver gemt.",
        ),
        ("Kommunens egen sag", "følger reglerne for arkiver."),
    ),
)
TAPS = Part(
    "Trykkene efter mødet",
    (
        "Ingen medarbejder kan se dem. De ligger forseglet, til der er mindst %(together)s svar, "
        "eller ingen flere kan svare det halvår. Så bliver de blandet, og hvilket møde de hørte "
        "til, bliver glemt. Er der kun få svar, er der færre at være skjult iblandt.",
        "Derefter kan et barns tryk ikke findes igen. De kan derfor heller ikke blive vist, "
        "rettet, slettet eller taget tilbage.",
    ),
)
RIGHTS = Part(
    "Rettigheder",
    (
        "Du kan bede kommunen om at se, hvad der er gemt om dig, og om at få det rettet eller "
        "slettet. Du kan bede den om at bruge det mindre, og du kan gøre indsigelse.",
        "Sig det til barnets %(title)s, eller skriv til kommunen. Imens kan sletning blive sat på "
        "pause. Kommunen har ofte pligt til at gemme det, der ligger i sagen. Så siger den det.",
        "Er du ikke enig, kan du klage til Datatilsynet. Adressen er datatilsynet.dk.",
    ),
)
COOKIES = Part(
    "Cookies",
    (
        "Hver af dem er et tilfældigt tal. Ingen af dem følger nogen til andre sider. De er "
        "nødvendige, så her er intet at sige ja eller nej til.",
    ),
    (
        (
            "%(childs_cookie)s",
            "husker barnets telefon, så det kan fortsætte. Den er væk efter %(draft)s dage, eller "
            "når barnet trykker Skjul.",
        ),
        ("%(staffs_cookie)s", "husker, at en medarbejder er logget ind, til browseren lukker."),
    ),
)
LIMITS = Part(
    "Det kan en hjemmeside ikke",
    (
        "Den kan ikke hindre, at nogen kigger med, har lagt et spionprogram på telefonen eller "
        "presser barnet. At linket var der, kan stå i telefonens historik.",
        "Serveren har svaret i klar tekst, mens en medarbejder læser det.",
        "Den, der kender næsten alle børn et lille sted, kan stadig gætte.",
        "Loven kan pålægge kommunen at vise andre, hvad barnet har skrevet.",
    ),
)
