"""The figures of a release as a table: one line each, every value as the release has it."""

import csv
import io

from boernestemme.domain.release import Release, row

COLUMNS = (
    "period", "area", "code", "name", "age_group", "item", "status", "n", "yes", "partly", "no",
    "percent", "bound", "low", "high", "instrument",
)  # fmt: skip


def to_csv(release: Release, separator: str = ",") -> str:
    """The table as lines of separated values; what is not told is empty.

    Danish spreadsheets want semicolons. Every number is whole, so no decimal sign is needed.
    """
    lines = io.StringIO()
    writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n", delimiter=separator)
    writer.writeheader()
    of_all = {"period": str(release.period), "instrument": "+".join(map(str, release.instrument))}
    for figure in release.figures:
        writer.writerow(of_all | row(figure))
    return lines.getvalue()
