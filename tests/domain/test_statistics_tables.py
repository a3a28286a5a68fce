"""The tables of docs/statistics.md are what the code gives today."""

from collections.abc import Callable

import pytest

from tests.architecture.project import ROOT
from tests.domain.statistics_tables import count_table, noise_table, percent_table


@pytest.mark.parametrize("table", [noise_table, count_table, percent_table])
def test_the_document_holds_the_tables_of_today(table: Callable[[], list[str]]) -> None:
    document = (ROOT / "docs" / "statistics.md").read_text()
    assert "\n".join(table()) in document
