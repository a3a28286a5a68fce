"""The public files: the tables of a half-year, and the bytes of each of its published numbers."""

from collections.abc import Callable
from functools import lru_cache

from flask import Response, abort

from boernestemme.domain.missing_table import has_missing_table, missing_to_csv
from boernestemme.domain.release import Release, from_bytes
from boernestemme.domain.release_table import to_csv
from boernestemme.domain.roles import Permission
from boernestemme.services.publishing import PublishedRelease
from boernestemme.web.guard import opens
from boernestemme.web.numbers import blueprint
from boernestemme.web.numbers.serving import CSV, JSON, found, kept

PLAIN, MARKED = "utf-8", "utf-8-sig"
MADE_ONCE = 16


@blueprint.get("/<period>.csv")
@opens(Permission.ANYBODY)
def table_file(period: str) -> Response:
    """The table of a published half-year, UTF-8, comma, dot as decimal sign."""
    return kept(_made(to_csv, found(period).content), CSV)


@blueprint.get("/<period>-regneark.csv")
@opens(Permission.ANYBODY)
def spreadsheet_file(period: str) -> Response:
    """The same table as Danish spreadsheets open it: semicolons, and a mark that says UTF-8."""
    return kept(_made(to_csv, found(period).content, ";", MARKED), CSV)


@blueprint.get("/<period>-hvem-mangler.csv")
@opens(Permission.ANYBODY)
def missing_file(period: str) -> Response:
    """The second table: who is missing."""
    return kept(_made(missing_to_csv, _with_missing(period).content), CSV)


@blueprint.get("/<period>-hvem-mangler-regneark.csv")
@opens(Permission.ANYBODY)
def missing_spreadsheet_file(period: str) -> Response:
    """The second table for Danish spreadsheets."""
    return kept(_made(missing_to_csv, _with_missing(period).content, ";", MARKED), CSV)


@blueprint.get("/<period>.json")
@opens(Permission.ANYBODY)
def release_file(period: str) -> Response:
    """The published bytes themselves: their SHA-256 is the digest that was approved."""
    return kept(found(period).content, JSON)


@blueprint.get("/<period>-<int:number>.csv")
@opens(Permission.ANYBODY)
def numbered_table_file(period: str, number: int) -> Response:
    """The table of one number, which a correction may have taken the place of."""
    return kept(_made(to_csv, found(period, number).content), CSV)


@blueprint.get("/<period>-<int:number>.json")
@opens(Permission.ANYBODY)
def numbered_release_file(period: str, number: int) -> Response:
    """The bytes of one number: at this address they never change."""
    return kept(found(period, number).content, JSON)


def _with_missing(period: str) -> PublishedRelease:
    one = found(period)
    if not has_missing_table(one.release):
        abort(404)
    return one


@lru_cache(maxsize=MADE_ONCE)
def _made(
    table: Callable[[Release, str], str], content: bytes, separator: str = ",", coding: str = PLAIN
) -> bytes:
    """A table of a release's bytes, which never change: made once in each process."""
    return table(from_bytes(content), separator).encode(coding)
