"""The 98 municipalities, the regions they lie in, and which are told by the year: by version.

Two regions merge into Region Østdanmark on 1 January 2027. It has no official code here: 1086 is
our own. Christiansø (0411) is no municipality.
"""

from dataclasses import dataclass
from datetime import date

from boernestemme.domain.period import Period


@dataclass(frozen=True, order=True)
class Region:
    """A region by its code and name."""

    code: str
    name: str


NORDJYLLAND = Region("1081", "Region Nordjylland")
MIDTJYLLAND = Region("1082", "Region Midtjylland")
SYDDANMARK = Region("1083", "Region Syddanmark")
HOVEDSTADEN = Region("1084", "Region Hovedstaden")
SJAELLAND = Region("1085", "Region Sjælland")
OESTDANMARK = Region("1086", "Region Østdanmark")

MUNICIPALITIES_OF = {
    NORDJYLLAND: {
        "0773": "Morsø", "0787": "Thisted", "0810": "Brønderslev", "0813": "Frederikshavn",
        "0820": "Vesthimmerlands", "0825": "Læsø", "0840": "Rebild", "0846": "Mariagerfjord",
        "0849": "Jammerbugt", "0851": "Aalborg", "0860": "Hjørring",
    },
    MIDTJYLLAND: {
        "0615": "Horsens", "0657": "Herning", "0661": "Holstebro", "0665": "Lemvig",
        "0671": "Struer", "0706": "Syddjurs", "0707": "Norddjurs", "0710": "Favrskov",
        "0727": "Odder", "0730": "Randers", "0740": "Silkeborg", "0741": "Samsø",
        "0746": "Skanderborg", "0751": "Aarhus", "0756": "Ikast-Brande",
        "0760": "Ringkøbing-Skjern", "0766": "Hedensted", "0779": "Skive", "0791": "Viborg",
    },
    SYDDANMARK: {
        "0410": "Middelfart", "0420": "Assens", "0430": "Faaborg-Midtfyn", "0440": "Kerteminde",
        "0450": "Nyborg", "0461": "Odense", "0479": "Svendborg", "0480": "Nordfyns",
        "0482": "Langeland", "0492": "Ærø", "0510": "Haderslev", "0530": "Billund",
        "0540": "Sønderborg", "0550": "Tønder", "0561": "Esbjerg", "0563": "Fanø",
        "0573": "Varde", "0575": "Vejen", "0580": "Aabenraa", "0607": "Fredericia",
        "0621": "Kolding", "0630": "Vejle",
    },
    HOVEDSTADEN: {
        "0101": "København", "0147": "Frederiksberg", "0151": "Ballerup", "0153": "Brøndby",
        "0155": "Dragør", "0157": "Gentofte", "0159": "Gladsaxe", "0161": "Glostrup",
        "0163": "Herlev", "0165": "Albertslund", "0167": "Hvidovre", "0169": "Høje-Taastrup",
        "0173": "Lyngby-Taarbæk", "0175": "Rødovre", "0183": "Ishøj", "0185": "Tårnby",
        "0187": "Vallensbæk", "0190": "Furesø", "0201": "Allerød", "0210": "Fredensborg",
        "0217": "Helsingør", "0219": "Hillerød", "0223": "Hørsholm", "0230": "Rudersdal",
        "0240": "Egedal", "0250": "Frederikssund", "0260": "Halsnæs", "0270": "Gribskov",
        "0400": "Bornholm",
    },
    SJAELLAND: {
        "0253": "Greve", "0259": "Køge", "0265": "Roskilde", "0269": "Solrød",
        "0306": "Odsherred", "0316": "Holbæk", "0320": "Faxe", "0326": "Kalundborg",
        "0329": "Ringsted", "0330": "Slagelse", "0336": "Stevns", "0340": "Sorø",
        "0350": "Lejre", "0360": "Lolland", "0370": "Næstved", "0376": "Guldborgsund",
        "0390": "Vordingborg",
    },
}  # fmt: skip
MUNICIPALITIES = {
    code: name for named in MUNICIPALITIES_OF.values() for code, name in sorted(named.items())
}
FIRST_REGION = {code: region for region, named in MUNICIPALITIES_OF.items() for code in named}
MERGED = {HOVEDSTADEN: OESTDANMARK, SJAELLAND: OESTDANMARK}


@dataclass(frozen=True)
class Hierarchy:
    """The regions as they are from the year that names the version.

    ``yearly`` are the codes of the municipalities that are told by the year, not the half-year:
    those with fewer than 10,000 inhabitants. Never chosen by what children answered.
    """

    version: str
    regions: tuple[Region, ...]
    yearly: tuple[str, ...] = ()

    def region_of(self, municipality: str) -> Region:
        """The region a municipality (its code, one of the 98) lies in."""
        first = FIRST_REGION[municipality]
        return first if first in self.regions else MERGED[first]


FROM_2007 = Hierarchy("2007", (NORDJYLLAND, MIDTJYLLAND, SYDDANMARK, HOVEDSTADEN, SJAELLAND))
FROM_2027 = Hierarchy(
    "2027",
    (NORDJYLLAND, MIDTJYLLAND, SYDDANMARK, OESTDANMARK),
    yearly=("0492", "0563", "0741", "0825"),
)
MERGER = date(2027, 1, 1)


def hierarchy(period: Period) -> Hierarchy:
    """The regions of a period, and who is told by the year in it."""
    return FROM_2027 if period.first_day >= MERGER else FROM_2007
