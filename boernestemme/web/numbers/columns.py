"""What each column of the public tables is called and holds, in the order it stands in."""

from dataclasses import dataclass, field
from typing import Any

from boernestemme.domain.coverage import Manner, ResponseBand
from boernestemme.domain.figures import AreaKind, Bound, Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.missing_table import MEETINGS, REPORTED
from boernestemme.web.releases.wording import QUESTIONS


@dataclass(frozen=True)
class Column:
    """One column: its type in the words of a Table Schema, its limits, and what it holds."""

    name: str
    type: str
    holds: str
    limits: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Columns:
    """A table's columns, and which of them together name one row."""

    title: str
    every: tuple[Column, ...]
    key: tuple[str, ...]


REQUIRED = {"required": True}
SHARE = {"minimum": 0, "maximum": 100}
COUNT = {"minimum": 0}
KINDS = (MEETINGS, *Manner, REPORTED)
AREAS = (
    "country = alle kommuner, der er med; municipality = en kommune; region_rest = øvrige"
    " kommuner i en region; country_rest = øvrige kommuner i landet"
)
ITEMS = "; ".join(f"{item} = {question}" for item, question in QUESTIONS.items())
STATUSES = "vist = alt vises; usikker = kun antal, få svar; skjult = vises ikke"
BOUNDS = (
    "tom = percent er andelen; under = andelen er percent eller mindre; over = andelen er percent"
    " eller mere"
)
TOLD_OF = (
    "meetings = holdte møder, hvor barnet fik et link; helped = børn, der fik hjælp til at svare;"
    " interpreter = børn med tolk; reported = alle møder med børn, som kommunerne selv har oplyst"
)
BANDS = (
    "under_20 = under 20 procent; 20_39 = 20-39 procent; 40_59 = 40-59 procent;"
    " 60_ = 60 procent eller mere"
)
INSTRUMENT = "De udgaver af spørgsmålene, børnene svarede på, med + imellem; tom i ældre udgivelser"
CHANGED = "ændret tilfældigt med højst 7 og afrundet til 5"
PERIOD = Column("period", "string", "Halvår eller år", REQUIRED | {"pattern": "[0-9]{4}(H[12])?"})
AREA = (
    Column("area", "string", AREAS, REQUIRED | {"enum": list(AreaKind)}),
    Column("code", "string", "Kommune eller region; tom for landet og dets rest"),
    Column("name", "string", "Kommunens eller regionens navn", REQUIRED),
)
STATUS = Column("status", "string", STATUSES, REQUIRED | {"enum": list(Status)})
BOUND = Column("bound", "string", BOUNDS, {"enum": [Bound.UNDER, Bound.OVER]})
INTERVAL = (
    Column("low", "integer", "Nedre grænse af 95 %-intervallet", SHARE),
    Column("high", "integer", "Øvre grænse af 95 %-intervallet", SHARE),
)
VERSIONS = Column("instrument", "string", INSTRUMENT, {"pattern": "[0-9+]*"})
AGES = {"enum": list(AgeGroup)}


def _band(name: str, of_what: str) -> Column:
    return Column(name, "string", f"{of_what}: {BANDS}", {"enum": list(ResponseBand)})


ANSWERS = Columns(
    "Følte børnene sig hørt?",
    (
        PERIOD,
        *AREA,
        Column("age_group", "string", "Alder i år", REQUIRED | AGES),
        Column("item", "string", ITEMS, REQUIRED),
        STATUS,
        Column("n", "integer", f"Børn, der svarede ja, lidt eller nej, {CHANGED}", {"minimum": 10}),
        Column("yes", "integer", f"Børn, der svarede ja, {CHANGED}", COUNT),
        Column("partly", "integer", f"Børn, der svarede lidt (10-17 år), {CHANGED}", COUNT),
        Column("no", "integer", f"Børn, der svarede nej, {CHANGED}", COUNT),
        Column("percent", "integer", "Andel ja i procent, af de viste antal, højst 100", SHARE),
        BOUND,
        *INTERVAL,
        VERSIONS,
    ),
    ("period", "area", "code", "age_group", "item"),
)
MISSING = Columns(
    "Hvem mangler?",
    (
        PERIOD,
        Column("kind", "string", TOLD_OF, REQUIRED | {"enum": list(KINDS)}),
        *AREA,
        Column("age_group", "string", "Alder i år; tom for begge aldersgrupper", AGES),
        STATUS,
        Column("n", "integer", f"Møder (meetings, reported) eller børn, {CHANGED}", COUNT),
        Column("some", "integer", f"De af børnene, det gælder, {CHANGED}", COUNT),
        Column("percent", "integer", "Andelen i procent, af de viste antal, højst 100", SHARE),
        BOUND,
        *INTERVAL,
        _band("before", "Del af møderne med svar før mødet"),
        _band("after", "Del af møderne med svar efter mødet"),
        _band("with_link", "Del af de oplyste møder, hvor barnet fik et link"),
        Column("municipalities", "integer", "Kommuner, der har oplyst antal møder", {"minimum": 3}),
        VERSIONS,
    ),
    ("period", "kind", "area", "code", "age_group"),
)
