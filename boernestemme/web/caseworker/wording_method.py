"""The words of the page about the method: Børns Vilkår's ideas and facts, told by ourselves."""

from dataclasses import dataclass

from boernestemme.web.marking import N_


@dataclass(frozen=True)
class Step:
    """One step: its anchor, its title, why it is there, and what to do."""

    place: str
    title: str
    why: str
    do: tuple[str, ...]


STEPS = (
    Step(
        "foer",
        N_("Før mødet"),
        N_("Et barn kan først være med, når det ved, hvad mødet er, og har sagt, hvad det vil."),
        (
            N_("Sig, hvad mødet handler om, hvorfor I holder det, og hvem der kommer."),
            N_("Spørg barnet alene, hvem der kan se telefonen, og lad det svare i fred."),
            N_("Svar på hvert ønske. Et nej med en grund er bedre end ingenting."),
            N_("Gør dig selv klar: formålet, dine ord, og hvad netop det her barn kan være med i."),
        ),
    ),
    Step(
        "under",
        N_("Under mødet"),
        N_("Barnet kan have glemt rammen eller fået nye ønsker. Derfor begynder I med den igen."),
        (
            N_(
                "Gå de seks punkter igennem: formål, hvad barnet kan forvente af dig, at du er "
                "myndighed, rettigheder, dagsorden, og hvordan I taler sammen."
            ),
            N_("Begynd med noget let, og vis, at du husker, hvad barnet sagde sidst."),
            N_("Saml op undervejs, og spørg, hvad barnet har forstået."),
            N_("Giv plads til barnets egne punkter først, og brug dets egne ord."),
        ),
    ),
    Step(
        "efter",
        N_("Efter mødet"),
        N_("Barnet skal kunne se, at det nyttede, og kunne sige, om det blev hørt."),
        (
            N_("Sig, hvad der blev besluttet, hvordan barnets mening talte med, og hvad der sker."),
            N_("Skriv barnets ord for sig, og skriv grunden, når et ønske ikke blev til noget."),
            N_(
                "Vis linket igen. Du ser ikke barnets tryk: det er svært at være ærlig over for "
                "en, der sidder og læser med."
            ),
            N_("Tænk over din egen praksis, og tag den med til kollegerne."),
        ),
    ),
)
SOURCES = (
    N_(
        "Tankegangen kommer fra Børns Vilkårs projekt Bedre Børneinddragelse: rammesætning af "
        "møder i dialog med barnet, barnet i det, der skrives, og refleksion over egen praksis."
    ),
    N_(
        "I projektets kommuner gik andelen af rådgivere, der syntes, at de vidste, hvordan de "
        "sikrer god inddragelse, fra 62 til 92 procent. Det er rådgivernes egen vurdering; vi "
        "kender ikke et tal for, hvad børnene oplevede. Tid og udskiftning stod i vejen."
    ),
    N_("Loven siger det samme: barnets mening skal frem og have vægt (barnets lov § 5)."),
)
