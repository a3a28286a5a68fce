"""The words of the public charts: Lundy's four words, what has changed, the funnel, the grid."""

from boernestemme.domain.instruments.after import HEADLINE
from boernestemme.domain.trends import Change
from boernestemme.web.marking import N_

# Lundy's four words, in the order of her model, and the questions that stand under each.
LUNDY = (
    (N_("Rum"), N_("Et trygt sted at tale"), ("space",)),
    (N_("Stemme"), N_("Hjælp til at sige det, man vil"), ("voice",)),
    (N_("Tilhører"), N_("Voksne, der lytter"), (HEADLINE,)),
    (N_("Indflydelse"), N_("At det, man siger, betyder noget"), ("influence", "next")),
)
NOT_ASKED = N_("Børn på 6–9 år bliver ikke spurgt, om deres mening tæller.")

CHANGES = {
    Change.MORE: N_("Flere end i %(before)s: %(low)s–%(high)s procentpoint flere."),
    Change.FEWER: N_("Færre end i %(before)s: %(low)s–%(high)s procentpoint færre."),
    Change.UNSURE: N_("Ingen sikker ændring siden %(before)s."),
    Change.OTHER_QUESTIONS: N_("Kan ikke sammenlignes med %(before)s: spørgsmålene er lavet om."),
    Change.TOO_FEW: N_(
        "Kan ikke sammenlignes med %(before)s: for få af de samme kommuner er vist."
    ),
}
# The same, where it is told of some municipalities alone.
CHANGES_OF_SAME = {
    Change.MORE: N_(
        "Flere end i %(before)s: %(low)s–%(high)s procentpoint flere i de %(same)s kommuner, der er"
        " vist begge gange."
    ),
    Change.FEWER: N_(
        "Færre end i %(before)s: %(low)s–%(high)s procentpoint færre i de %(same)s kommuner, der er"
        " vist begge gange."
    ),
    Change.UNSURE: N_(
        "Ingen sikker ændring siden %(before)s i de %(same)s kommuner, der er vist begge gange."
    ),
}
FIRST = N_("Det er det første tal. Om det ændrer sig, kan ses næste gang.")
SHORT_CHANGES = {
    Change.MORE: N_("%(low)s–%(high)s point flere"),
    Change.FEWER: N_("%(low)s–%(high)s point færre"),
    Change.UNSURE: N_("ingen sikker ændring (fra %(low)s til %(high)s point)"),
    Change.OTHER_QUESTIONS: N_("andre spørgsmål"),
    Change.TOO_FEW: N_("for få af de samme kommuner"),
}
OF_SAME = N_("regnet på %(same)s kommuner")
RUN_CHART = N_("Andelen, der sagde ja: de voksne lyttede")
RUN_CHART_READ = N_("Prikken er andelen. Det lyse bånd viser, hvor usikker den er (95 %-interval).")
NO_RUN = N_("For få børn har svaret. Udviklingen kan ikke tegnes.")
BROKEN = N_(
    "Hvor linjen er brudt, er det andre kommuner eller andre spørgsmål. Dér kan tallene ikke"
    " sammenlignes."
)

FUNNEL = N_(
    "Hver prik er en kommune, der er vist med en andel. Til højre står dem med flest svar. Var det"
    " kun tilfældet, der gjorde dem forskellige, ville 95 % ligge mellem de fulde linjer og 99,8 %"
    " mellem de stiplede. Den lige linje er alle under ét."
)
FUNNEL_BANDS = N_("En lodret streg er en andel, der kun er vist som et spænd.")
WIDENED = N_(
    "Kommunerne er mere forskellige, end tilfældet giver (φ = %(phi)s). Grænserne er gjort bredere"
    " efter det."
)
TOO_FEW_TO_DIFFER = N_("For få kommuner er vist med en andel til at sige, om de er forskellige.")
NOT_WIDENED = N_("Samlet set er forskellene ikke større, end tilfældet kan give.")
NO_FUNNEL = N_("For få kommuner er vist med en andel. De kan ikke tegnes.")
INSIDE = N_(
    "Forskellen mellem %(name)s og alle under ét er mindre end usikkerheden. Du kan ikke slutte"
    " noget af den."
)
BETWEEN = N_(
    "%(name)s ligger lige uden for det, tilfældet oftest giver. Blandt så mange kommuner vil nogle"
    " få altid ligge sådan."
)
OUTSIDE = N_(
    "%(name)s ligger så langt fra de andre, at det næppe er tilfældigt. Tallet viser ikke, hvorfor."
)
NOT_DRAWN = N_("%(name)s kan ikke tegnes: %(why)s.")
