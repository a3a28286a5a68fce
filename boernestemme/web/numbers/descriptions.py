"""What the files hold, for machines: CSV on the Web beside each table, and one Data Package."""

from typing import Any

from flask import Response, abort

from boernestemme.domain.missing_table import has_missing_table
from boernestemme.domain.roles import Permission
from boernestemme.services.publishing import PublishedRelease, published
from boernestemme.web.guard import opens
from boernestemme.web.numbers import blueprint
from boernestemme.web.numbers.columns import ANSWERS, MISSING, Column, Columns
from boernestemme.web.numbers.serving import found, kept_json

TITLE = "Børnestemme: følte børnene sig hørt?"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


@blueprint.get("/<period>.csv-metadata.json")
@opens(Permission.ANYBODY)
def metadata_file(period: str) -> Response:
    """What the columns of the CSV file hold, as CSV on the Web: found beside it by its name.

    Source: W3C, Metadata Vocabulary for Tabular Data, 2015.
    """
    one = found(period)
    return kept_json(_metadata(one, f"{one.period}.csv", ANSWERS))


@blueprint.get("/<period>-hvem-mangler.csv-metadata.json")
@opens(Permission.ANYBODY)
def missing_metadata_file(period: str) -> Response:
    """The same for the second table."""
    one = found(period)
    if not has_missing_table(one.release):
        abort(404)
    return kept_json(_metadata(one, f"{one.period}-hvem-mangler.csv", MISSING))


@blueprint.get("/datapackage.json")
@opens(Permission.ANYBODY)
def package_file() -> Response:
    """What the CSV files of all published half-years hold, as a Frictionless Data Package."""
    package = {
        "profile": "tabular-data-package",
        "name": "boernestemme-tal",
        "title": TITLE,
        "licenses": [LICENCE],
        "resources": [
            _resource(one, f"{one.period}{ending}", columns)
            for one in published()
            for ending, columns in tables_of(one)
        ],
    }
    return kept_json(package)


def tables_of(one: PublishedRelease) -> tuple[tuple[str, Columns], ...]:
    """How the names of a half-year's tables end, and their columns."""
    answers = ("", ANSWERS)
    return (answers, ("-hvem-mangler", MISSING)) if has_missing_table(one.release) else (answers,)


def _metadata(one: PublishedRelease, file: str, columns: Columns) -> dict[str, Any]:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "da"}],
        "url": file,
        "dc:title": f"Børnestemme: {columns.title} {one.period}",
        "dc:license": {"@id": LICENCE["path"]},
        "dc:description": one.release.note,
        "tableSchema": {
            "columns": [_column(column) for column in columns.every],
            "primaryKey": columns.key,
        },
    }


def _column(column: Column) -> dict[str, Any]:
    """A column in the words of CSV on the Web."""
    base, limits = {"base": column.type}, column.limits
    form = {"format": limits["pattern"]} if "pattern" in limits else {}
    bounds = {word: limits[word] for word in ("minimum", "maximum") if word in limits}
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.holds,
        "datatype": base | form | bounds,
        "required": limits.get("required", False),
    }


def _resource(one: PublishedRelease, name: str, columns: Columns) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name.lower(),
        "title": columns.title,
        "description": one.release.note,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {
                    "name": column.name,
                    "type": column.type,
                    "constraints": column.limits,
                    "description": column.holds,
                }
                for column in columns.every
            ],
            "missingValues": [""],
            "primaryKey": columns.key,
        },
    }
