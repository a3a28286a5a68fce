"""Who is missing, as a table: meetings, manners, and what municipalities told."""

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from boernestemme.domain.figures import Status
from boernestemme.domain.release import Release, row

MEETINGS, REPORTED = "meetings", "reported"
COLUMNS = (
    "period", "kind", "area", "code", "name", "age_group", "status", "n", "some", "percent",
    "bound", "low", "high", "before", "after", "with_link", "municipalities", "instrument",
)  # fmt: skip
COUNTRY = {"area": "country", "code": "", "name": "Danmark"}


def has_missing_table(release: Release) -> bool:
    """True where the release tells who is missing; older ones do not."""
    return bool(release.coverage or release.manners or release.reported)


def missing_to_csv(release: Release, separator: str = ",") -> str:
    """The table as lines of separated values, one for each thing told; else it is empty.

    ``kind`` is ``meetings`` (``n`` held, ``before`` and ``after`` bands of it), a manner (``some``
    of ``n`` children), or ``reported`` (``n`` meetings, ``with_link`` a band of them).
    """
    lines = io.StringIO()
    writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n", delimiter=separator)
    writer.writeheader()
    of_all = {"period": str(release.period), "instrument": "+".join(map(str, release.instrument))}
    for told in _told(release):
        writer.writerow(of_all | told)
    return lines.getvalue()


def _told(release: Release) -> Iterator[dict[str, Any]]:
    for coverage in release.coverage:
        flat = row(coverage)
        yield {"kind": MEETINGS, "n": flat.pop("held"), **flat}
    for manner in release.manners:
        yield COUNTRY | asdict(manner)
    if told := release.reported:
        names = {"n": told.held, "with_link": told.with_link, "municipalities": told.municipalities}
        yield {"kind": REPORTED, "status": Status.SHOWN, **COUNTRY, **names}
