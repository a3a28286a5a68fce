"""The words for who is missing: shares of meetings, help, and where each municipality stands."""

from boernestemme.domain.coverage import Manner, ResponseBand
from boernestemme.web.marking import N_

BANDS = {
    ResponseBand.UNDER_20: N_("under 20 %"),
    ResponseBand.TO_40: N_("20–39 %"),
    ResponseBand.TO_60: N_("40–59 %"),
    ResponseBand.FROM_60: N_("60 % eller mere"),
}
# Where each begins and ends on a line from 0 to 100.
ENDS = {
    ResponseBand.UNDER_20: (0, 20),
    ResponseBand.TO_40: (20, 40),
    ResponseBand.TO_60: (40, 60),
    ResponseBand.FROM_60: (60, 100),
}
HELD = N_("Møder med link, der blev holdt")
BEFORE = N_("Svarede før mødet")
AFTER = N_("Svarede efter mødet")
MANNERS = {
    Manner.HELPED: N_("Fik hjælp til at svare efter mødet"),
    Manner.INTERPRETER: N_("Svarede med tolk"),
}
ANSWERED = N_("Der kom svar efter %(band)s af %(held)s møder. Resten ved vi ikke noget om.")
ANSWERED_OF_SOME = N_(
    "Der kom svar efter %(band)s af %(held)s møder. Resten ved vi ikke noget om. %(others)s"
    " kommuner er ikke med."
)
NOT_KNOWN = N_("Vi kan endnu ikke sige, hvor stor en del af børnene der svarede.")
TOLD_ALL = N_(
    "%(some)s kommuner har oplyst, at de holdt %(held)s møder med børn. %(band)s af møderne fik et"
    " link."
)
TOLD_HELD = N_(
    "%(some)s kommuner har oplyst, at de holdt %(held)s møder med børn. Hvor mange af dem der fik"
    " et link, kan ikke vises."
)
TOLD_NONE = N_("Vi ved ikke, hvor mange møder der blev holdt uden et link.")
SILENT = (
    N_("Vi ved ikke, hvad de børn mener, som ikke svarede."),
    N_("Vi ved heller ikke noget om børn, der ikke fik et link, eller som ikke var med til mødet."),
)
