"""What the public numbers say of themselves: how they are made, and what they do not tell."""

from boernestemme.domain.meeting import AgeGroup
from boernestemme.web.marking import N_

LICENCE = "CC BY 4.0"
OTHER_MUNICIPALITIES = N_("Tallene siger ikke noget om de %(others)s kommuner, der ikke er med.")
ASKED = {
    AgeGroup.YOUNGER: (
        N_("Lyttede de voksne til dig?"),
        N_("Fik du sagt det, du ville?"),
        N_("Var du tryg på mødet?"),
        N_("Ved du, hvad der skal ske nu?"),
    ),
    AgeGroup.OLDER: (
        N_("Lyttede de voksne til dig på mødet?"),
        N_("Fik du sagt det, du gerne ville?"),
        N_("Var du tryg på mødet?"),
        N_("Tror du, din mening tæller?"),
        N_("Ved du, hvad der skal ske nu?"),
    ),
}
SCALES = {
    AgeGroup.YOUNGER: N_("De kunne svare ja, nej eller ved ikke."),
    AgeGroup.OLDER: N_("De kunne svare ja, lidt, nej eller ved ikke."),
}
ABOUT = (
    (
        N_("Hvem tæller med"),
        (
            N_(
                "Børn, der svarede efter et møde med kommunen. Siger barnet, at det ikke var med,"
                " tæller det ikke."
            ),
            N_(
                "Et barn tæller én gang i et halvår, også efter flere møder, når møderne er"
                " knyttet sammen."
            ),
            N_(
                "Fra 2027 tælles kommuner med under 10.000 indbyggere over et helt år, og et barn"
                " dér én gang om året. Intet svar står både i et år og i et halvår."
            ),
            N_(
                "Andelen er af dem, der svarede ja, lidt eller nej. Ved ikke og sprunget over er"
                " ikke regnet med."
            ),
        ),
    ),
    (
        N_("Sådan passer vi på børnene"),
        (
            N_("Et svar skilles fra barnets møde, før det tælles."),
            N_("Et område vises først, når mindst 10 børn hos mindst 3 rådgivere har svaret."),
            N_(
                "Mindre kommuner er lagt sammen, mindst tre ad gangen: først i deres region,"
                " ellers i hele landet."
            ),
            N_(
                "Alle antal får en lille tilfældig ændring, oftest højst 2 og aldrig mere end 7."
                " Derefter bliver de afrundet til nærmeste 5. Så kan ingen regne sig frem til, hvad"
                " et barn svarede."
            ),
            N_(
                "De samme børn giver altid den samme ændring. En sum får sin egen ændring. Derfor"
                " passer summerne ikke helt. Står der 0, kan det være op til 9."
            ),
            N_(
                "Et tal vises ikke, når færre end 10 tog stilling, eller når et så lille tal kunne"
                " regnes ud af det."
            ),
        ),
    ),
    (
        N_("Sådan læser du tallene"),
        (
            N_("Fra 30 svar vises en andel. Med 10–29 svar vises kun antallet."),
            N_(
                "Andelen er regnet af de viste antal. Intervallet ved siden af viser, hvor usikker"
                " den er. Det er et 95 %-interval (Wilson), gjort bredere, fordi antallene er"
                " ændret og afrundet."
            ),
            N_("Intervallet regner ikke med, at de børn, der ikke svarede, kan mene noget andet."),
            N_(
                "Kommunerne står efter alfabetet. En forskel, der er mindre end intervallerne,"
                " siger ikke, at den ene er bedre."
            ),
            N_(
                "Udviklingen er regnet på de samme kommuner begge gange. En ændring er kun sikker,"
                " når den er større end usikkerheden."
            ),
            N_("De to aldersgrupper har hver sin skala. De lægges aldrig sammen."),
            N_("Tallene viser, hvad børn svarede. De viser ikke, hvorfor."),
        ),
    ),
)
