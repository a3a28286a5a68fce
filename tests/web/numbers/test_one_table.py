"""One table feeds every file: CSV, spreadsheet, JSON and the descriptions agree cell by cell."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.page_client import PageClient
from tests.release_factory import NEW, publish, release
from tests.web.scene import Scene
from tests.web.staff_of import with_board

ANSWERS, MISSING = "", "-hvem-mangler"
TABLES = (ANSWERS, MISSING)
Rows = list[dict[str, Any]]
TYPES = {"integer": int, "string": str}


@pytest.fixture
def public(scene: Scene) -> PageClient:
    """Anybody's browser, when a half-year with every kind of figure is published."""
    with with_board(scene).acting() as world:
        publish(release(), world)
    return PageClient(scene.app)


def typed(rows: Rows, types: dict[str, str]) -> Rows:
    """Each cell as the type its description says; an empty one is None."""
    return [
        {name: TYPES[types[name]](cell) if cell != "" else None for name, cell in row.items()}
        for row in rows
    ]


def by_schema(public: PageClient, table: str) -> dict[str, str]:
    """The type of each column, as the Data Package has it."""
    resources = json.loads(public.get("/tal/datapackage.json").text)["resources"]
    [schema] = [one["schema"] for one in resources if one["path"] == f"{NEW}{table}.csv"]
    return {field["name"]: field["type"] for field in schema["fields"]}


def by_csvw(public: PageClient, table: str) -> dict[str, str]:
    """The same, as CSV on the Web has it."""
    metadata = json.loads(public.get(f"/tal/{NEW}{table}.csv-metadata.json").text)
    columns = metadata["tableSchema"]["columns"]
    return {column["name"]: column["datatype"]["base"] for column in columns}


def of_csv(public: PageClient, table: str) -> Rows:
    text = public.get(f"/tal/{NEW}{table}.csv").text
    return typed(list(csv.DictReader(io.StringIO(text))), by_schema(public, table))


def of_spreadsheet(public: PageClient, table: str) -> Rows:
    text = public.get(f"/tal/{NEW}{table}-regneark.csv").data.decode("utf-8-sig")
    return typed(list(csv.DictReader(io.StringIO(text), delimiter=";")), by_csvw(public, table))


def of_json(public: PageClient, table: str) -> Rows:
    """The rows the bytes themselves hold, under the columns' names; what a row lacks is None."""
    told = json.loads(public.get(f"/tal/{NEW}.json").text)
    of_all = {"period": told["period"], "instrument": "+".join(map(str, told["instrument"]))}
    rows = told["figures"] if table == ANSWERS else list(missing_in(told))
    names = by_schema(public, table)
    whole = [dict.fromkeys(names) | of_all | row for row in rows]
    return [{name: None if cell == "" else cell for name, cell in row.items()} for row in whole]


def missing_in(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Coverage, manners and what was reported, each as a row of the second table."""
    country = {"area": "country", "name": "Danmark"}
    for one in told["coverage"]:
        held = {"n": one["held"], "kind": "meetings"}
        yield {name: cell for name, cell in one.items() if name != "held"} | held
    yield from (country | one for one in told["manners"])
    one = told["reported"]
    counted = {"n": one["held"], "status": "vist", "kind": "reported"}
    yield country | counted | {name: one[name] for name in ("with_link", "municipalities")}


def test_every_cell_is_the_same_in_every_file(public: PageClient) -> None:
    for table in TABLES:
        plain, sheet, whole = (read(public, table) for read in (of_csv, of_spreadsheet, of_json))
        assert len(plain) > 20 and plain == sheet == whole
        assert by_schema(public, table) == by_csvw(public, table)
        assert {row["status"] for row in plain} >= {"vist", "skjult"}


class Altered:
    """A browser that is served one file with a single cell changed."""

    def __init__(self, public: PageClient, address: str, old: str, new: str) -> None:
        self._public, self._address, self._change = public, address, (old, new)

    def get(self, address: str) -> "Altered | TestResponse":
        """What is served there, changed once in the one file."""
        served = self._public.get(address)
        if address != self._address:
            return served
        assert self._change[0] in served.text
        self.text = served.text.replace(*self._change, 1)
        self.data = self.text.encode()
        return self


CHANGES = (
    (f"/tal/{NEW}.csv", ",vist,", ",usikker,"),
    (f"/tal/{NEW}-hvem-mangler.csv", ",4000,", ",4005,"),
    (f"/tal/{NEW}-hvem-mangler-regneark.csv", ";40_59", ";20_39"),
    (f"/tal/{NEW}-regneark.csv", ";under;", ";;"),
    (f"/tal/{NEW}.json", '"percent":50', '"percent":51'),
    ("/tal/datapackage.json", '"type": "integer"', '"type": "string"'),
    (f"/tal/{NEW}-hvem-mangler.csv-metadata.json", '"base": "integer"', '"base": "string"'),
)


def test_a_single_cell_or_type_that_differs_is_found(public: PageClient) -> None:
    """The control."""
    for change in CHANGES:
        altered: Any = Altered(public, *change)
        same = [
            of_csv(altered, table) == of_spreadsheet(altered, table) == of_json(altered, table)
            for table in TABLES
        ]
        assert same.count(False) == 1, change
