"""The numbers as an entry of a data catalogue: DCAT-AP as Danish data portals read it, in JSON-LD.

Every address of a file names one published number, so its checksum holds for ever. Sources: W3C,
DCAT 3; SEMIC, DCAT-AP 3; the EU's authority tables for its words.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from flask import Response

from boernestemme.domain.release_table import to_csv
from boernestemme.domain.roles import Permission
from boernestemme.services.publishing import PublishedRelease, every_number, newest_of
from boernestemme.web.guard import opens
from boernestemme.web.numbers import blueprint
from boernestemme.web.numbers.descriptions import LICENCE, TITLE
from boernestemme.web.numbers.serving import JSON_LD, kept_json
from boernestemme.web.tools import tools

AUTHORITY = "http://publications.europa.eu/resource/authority"
MEDIA = "http://www.iana.org/assignments/media-types"
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
ABOUT = (
    "Hvad børn i sociale sager svarede efter møder om deres eget liv. Antal er ændret lidt og"
    " afrundet, så ingen kan regne sig frem til, hvad et barn svarede."
)
# Twice a year, and no more than that is asked of any catalogue.
TWICE_A_YEAR, YEARLY = "ANNUAL_2", "ANNUAL"


@blueprint.get("/dcat.jsonld")
@opens(Permission.ANYBODY)
def catalogue_file() -> Response:
    """Every half-year as a data set, with each published number behind the newest."""
    every, door = every_number(), f"{tools().settings.staff_url}/tal/"
    newest = newest_of(every)
    catalogue = {
        "@context": CONTEXT,
        "@id": f"{door}#katalog",
        "@type": "dcat:Catalog",
        "dct:title": _danish(TITLE),
        "dct:description": _danish(ABOUT),
        "dct:publisher": _publisher(),
        "dct:language": _word("language", "DAN"),
        "dct:license": {"@id": LICENCE["path"]},
        "foaf:homepage": {"@id": door},
        "dcat:dataset": [_dataset(one, every, door) for one in newest],
    }
    return kept_json(catalogue, JSON_LD)


def _dataset(one: PublishedRelease, every: list[PublishedRelease], door: str) -> dict[str, Any]:
    """One number of a half-year, and what it corrects inside it."""
    period = one.period
    before = [other for other in every if other.period == period and other.number < one.number]
    page = {"@id": f"{door}{period}/"}
    described = {
        "@id": f"{door}{period}-{one.number}#data",
        "@type": "dcat:Dataset",
        "dct:identifier": f"boernestemme-{period}-{one.number}",
        "dct:title": _danish(f"{TITLE} {period}"),
        "dct:description": _danish(" ".join(filter(None, (ABOUT, one.release.note)))),
        "dct:publisher": _publisher(),
        "dcat:contactPoint": _contact(door),
        "dcat:theme": _word("data-theme", "SOCI"),
        "dct:language": _word("language", "DAN"),
        "dct:accessRights": _word("access-right", "PUBLIC"),
        "dct:accrualPeriodicity": _word("frequency", YEARLY if period.is_year else TWICE_A_YEAR),
        "dct:spatial": _word("country", "DNK"),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(period.first_day.isoformat()),
            "dcat:endDate": _day(period.last_day.isoformat()),
        },
        "dct:issued": _day(one.published_on.isoformat()),
        "dcat:landingPage": page,
        "dcat:version": str(one.number),
        "dcat:distribution": list(_distributions(one, door)),
    }
    if before:
        described["adms:versionNotes"] = _danish(one.release.note)
        described["dcat:previousVersion"] = _dataset(before[0], before, door)
    return described


def _distributions(one: PublishedRelease, door: str) -> Iterator[dict[str, Any]]:
    table = to_csv(one.release).encode()
    files = (("csv", "text/csv", "CSV", table), ("json", "application/json", "JSON", one.content))
    for ending, media, kind, content in files:
        address = {"@id": f"{door}{one.period}-{one.number}.{ending}"}
        yield {
            "@type": "dcat:Distribution",
            "dct:title": _danish(f"{one.period}, {kind}"),
            "dcat:accessURL": address,
            "dcat:downloadURL": address,
            "dcat:mediaType": {"@id": f"{MEDIA}/{media}"},
            "dct:format": _word("file-type", kind),
            "dct:license": _word("licence", "CC_BY_4_0"),
            "dcat:byteSize": {"@value": str(len(content)), "@type": "xsd:nonNegativeInteger"},
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                "spdx:checksumValue": {
                    "@value": hashlib.sha256(content).hexdigest(),
                    "@type": "xsd:hexBinary",
                },
            },
        }


def _publisher() -> dict[str, Any]:
    return {"@type": "foaf:Agent", "foaf:name": _danish(tools().settings.board_name)}


def _contact(door: str) -> dict[str, Any]:
    name = _danish(tools().settings.board_name)
    return {"@type": "vcard:Organization", "vcard:fn": name, "vcard:hasURL": {"@id": door}}


def _danish(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "da"}


def _word(table: str, word: str) -> dict[str, str]:
    """A word of one of the EU's authority tables."""
    return {"@id": f"{AUTHORITY}/{table}/{word}"}


def _day(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}
