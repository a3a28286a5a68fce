"""The public files: the very same table as CSV, the release's own bytes, and their description."""

import json
from typing import Any

from flask import Response, abort, request

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import parse_period
from boernestemme.domain.release import AreaKind, Bound, Status, to_csv
from boernestemme.domain.roles import Permission
from boernestemme.services.publishing import PublishedRelease, published, published_of
from boernestemme.web.guard import opens
from boernestemme.web.numbers import blueprint
from boernestemme.web.releases.wording import QUESTIONS

ONE_HOUR = 3600
TITLE = "Børnestemme: følte børnene sig hørt?"
CSV, JSON = "text/csv; charset=utf-8", "application/json; charset=utf-8"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
AREAS = (
    "country = alle kommuner, der er med; municipality = en kommune; region_rest = øvrige"
    " kommuner i en region; country_rest = øvrige kommuner i landet"
)
ITEMS = "; ".join(f"{item} = {question}" for item, question in QUESTIONS.items())
STATUSES = "shown = vist; uncertain = kun antal, få svar; hidden = vises ikke"
BOUNDS = (
    "tom = percent er andelen; under = andelen er percent eller mindre; over = andelen er percent"
    " eller mere"
)
INSTRUMENT = "De udgaver af spørgsmålene, børnene svarede på, med + imellem; tom i ældre udgivelser"
CHANGED = "ændret tilfældigt med højst 7 og afrundet til 5"
SHARE = {"minimum": 0, "maximum": 100}
# Every column of the CSV file in order: its name, type, constraints, and what it holds.
FIELDS: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("period", "string", {"required": True, "pattern": "[0-9]{4}H[12]"}, "Halvår"),
    ("area", "string", {"required": True, "enum": list(AreaKind)}, AREAS),
    ("code", "string", {}, "Kommune eller region; tom for landet og dets rest"),
    ("name", "string", {"required": True}, "Kommunens eller regionens navn"),
    ("age_group", "string", {"required": True, "enum": list(AgeGroup)}, "Alder i år"),
    ("item", "string", {"required": True}, ITEMS),
    ("status", "string", {"required": True, "enum": list(Status)}, STATUSES),
    ("n", "integer", {"minimum": 10}, f"Børn, der svarede ja, lidt eller nej, {CHANGED}"),
    ("yes", "integer", {"minimum": 0}, f"Børn, der svarede ja, {CHANGED}"),
    ("partly", "integer", {"minimum": 0}, f"Børn, der svarede lidt (10-17 år), {CHANGED}"),
    ("no", "integer", {"minimum": 0}, f"Børn, der svarede nej, {CHANGED}"),
    ("percent", "integer", SHARE, "Andel ja i procent, af de viste antal, højst 100"),
    ("bound", "string", {"enum": [Bound.UNDER, Bound.OVER]}, BOUNDS),
    ("low", "integer", SHARE, "Nedre grænse af 95 %-intervallet"),
    ("high", "integer", SHARE, "Øvre grænse af 95 %-intervallet"),
    ("instrument", "string", {"pattern": r"[0-9+]*"}, INSTRUMENT),
)
PRIMARY_KEY = ["period", "area", "code", "age_group", "item"]


@blueprint.get("/<period>.csv")
@opens(Permission.ANYBODY)
def table_file(period: str) -> Response:
    """The table of a published half-year, UTF-8, comma, dot as decimal sign."""
    return _kept(to_csv(_found(period).release).encode(), CSV)


@blueprint.get("/<period>-regneark.csv")
@opens(Permission.ANYBODY)
def spreadsheet_file(period: str) -> Response:
    """The same table as Danish spreadsheets open it: semicolons, and a mark that says UTF-8."""
    return _kept(to_csv(_found(period).release, ";").encode("utf-8-sig"), CSV)


@blueprint.get("/<period>.csv-metadata.json")
@opens(Permission.ANYBODY)
def metadata_file(period: str) -> Response:
    """What the columns of the CSV file hold, as CSV on the Web: found beside it by its name.

    Source: W3C, Metadata Vocabulary for Tabular Data, 2015.
    """
    one = _found(period)
    columns = [_column(*field) for field in FIELDS]
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "da"}],
        "url": f"{one.period}.csv",
        "dc:title": f"{TITLE} {one.period}",
        "dc:license": {"@id": LICENCE["path"]},
        "dc:description": one.release.note,
        "tableSchema": {"columns": columns, "primaryKey": PRIMARY_KEY},
    }
    return _kept(json.dumps(metadata, ensure_ascii=False, indent=1).encode(), JSON)


@blueprint.get("/<period>.json")
@opens(Permission.ANYBODY)
def release_file(period: str) -> Response:
    """The published bytes themselves: their SHA-256 is the digest that was approved."""
    return _kept(_found(period).content, JSON)


@blueprint.get("/datapackage.json")
@opens(Permission.ANYBODY)
def package_file() -> Response:
    """What the CSV files of all published half-years hold, as a Frictionless Data Package."""
    package = {
        "profile": "tabular-data-package",
        "name": "boernestemme-tal",
        "title": TITLE,
        "licenses": [LICENCE],
        "resources": [_resource(one) for one in published()],
    }
    return _kept(json.dumps(package, ensure_ascii=False, indent=1).encode(), JSON)


def _resource(one: PublishedRelease) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": str(one.period).lower(),
        "description": one.release.note,
        "path": f"{one.period}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": name, "type": kind, "constraints": limits, "description": what}
                for name, kind, limits, what in FIELDS
            ],
            "missingValues": [""],
            "primaryKey": PRIMARY_KEY,
        },
    }


def _column(name: str, kind: str, limits: dict[str, Any], what: str) -> dict[str, Any]:
    """A column in the words of CSV on the Web."""
    base = {"base": kind, "format": limits["pattern"]} if "pattern" in limits else {"base": kind}
    bounds = {word: limits[word] for word in ("minimum", "maximum") if word in limits}
    return {
        "name": name,
        "titles": name,
        "dc:description": what,
        "datatype": base | bounds,
        "required": limits.get("required", False),
    }


def _found(period: str) -> PublishedRelease:
    wanted = parse_period(period)
    one = published_of(wanted) if wanted else None
    if one is None:
        abort(404)
    return one


def _kept(content: bytes, kind: str) -> Response:
    """A file that a browser may keep for an hour, and then asks whether it is still the same."""
    response = Response(content, content_type=kind)
    response.cache_control.public = True
    response.cache_control.max_age = ONE_HOUR
    response.add_etag()
    response.make_conditional(request)
    return response
