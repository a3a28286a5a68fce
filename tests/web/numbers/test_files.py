"""The public files: the published bytes, kept for an hour, and a description that fits them."""

import codecs
import csv
import hashlib
import io
import json
import re
from itertools import product
from typing import Any

import pytest

from tests.page_client import PageClient
from tests.release_factory import NEW, OLD, publish, release
from tests.web.scene import Scene
from tests.web.staff_of import with_board

FILES = (
    f"/tal/{NEW}.csv",
    f"/tal/{NEW}.json",
    "/tal/datapackage.json",
    f"/tal/{NEW}-regneark.csv",
    f"/tal/{NEW}.csv-metadata.json",
    f"/tal/{NEW}-hvem-mangler.csv",
    f"/tal/{NEW}-hvem-mangler-regneark.csv",
    f"/tal/{NEW}-hvem-mangler.csv-metadata.json",
    f"/tal/{NEW}-1.csv",
    f"/tal/{NEW}-1.json",
)
TABLES = (f"/tal/{NEW}.csv", f"/tal/{NEW}-hvem-mangler.csv")


@pytest.fixture
def public(scene: Scene) -> PageClient:
    """Anybody's browser, when two half-years are published."""
    with with_board(scene).acting() as world:
        publish(release(OLD), world)
        publish(release(), world)
    return PageClient(scene.app)


def test_the_json_file_is_the_very_bytes_that_were_approved(
    scene: Scene, public: PageClient
) -> None:
    content = public.get(f"/tal/{NEW}.json").data
    [[stored, digest]] = scene.rows("SELECT content, digest FROM releases WHERE period = '2026H2'")
    assert content == stored
    assert hashlib.sha256(content).digest() == digest


@pytest.mark.parametrize("address", FILES)
def test_a_file_may_be_kept_for_an_hour_and_then_asks_again(
    public: PageClient, address: str
) -> None:
    first = public.client.get(address)
    assert first.headers["Cache-Control"] == "public, max-age=3600"
    again = public.client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = public.client.get(address, headers={"If-None-Match": '"another"'})
    assert (other.status_code, other.data) == (200, first.data), "the control"
    assert "Set-Cookie" not in first.headers


@pytest.mark.parametrize(
    ("address", "kind"),
    [(one, "text/csv" if one.endswith(".csv") else "application/json") for one in FILES],
)
def test_a_file_says_what_it_is_in_utf_8(public: PageClient, address: str, kind: str) -> None:
    file = public.client.get(address)
    assert file.content_type == f"{kind}; charset=utf-8"
    assert "æ" in file.data.decode() or "ø" in file.data.decode()


def test_two_half_years_have_files_of_their_own(public: PageClient) -> None:
    for period in (OLD, NEW):
        rows = list(csv.DictReader(io.StringIO(public.get(f"/tal/{period}.csv").text)))
        assert {row["period"] for row in rows} == {str(period)}


def test_a_spreadsheet_file_is_the_same_table_with_semicolons(public: PageClient) -> None:
    plain = csv.reader(io.StringIO(public.get(f"/tal/{NEW}.csv").text))
    file = public.client.get(f"/tal/{NEW}-regneark.csv")
    assert file.data.startswith(codecs.BOM_UTF8)
    assert list(csv.reader(io.StringIO(file.data.decode("utf-8-sig")), delimiter=";")) == [*plain]


@pytest.mark.parametrize("table", TABLES)
def test_csv_on_the_web_describes_every_column_of_its_file(public: PageClient, table: str) -> None:
    metadata = json.loads(public.get(f"{table}-metadata.json").text)
    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    assert f"/tal/{metadata['url']}" == table
    rows = list(csv.DictReader(io.StringIO(public.get(table).text)))
    columns = metadata["tableSchema"]["columns"]
    assert [one["titles"] for one in columns] == list(rows[0])
    for row, column in product(rows, columns):
        value, datatype = row[column["name"]], column["datatype"]
        assert value or not column["required"], column["name"]
        if value and datatype["base"] == "integer":
            assert datatype.get("minimum", 0) <= int(value) <= datatype.get("maximum", 10**9)
        if value and "format" in datatype:
            assert re.fullmatch(datatype["format"], value)


def test_every_row_names_the_questions_it_answers(public: PageClient) -> None:
    rows = csv.DictReader(io.StringIO(public.get(f"/tal/{NEW}.csv").text))
    assert {row["instrument"] for row in rows} == {"+".join(map(str, release().instrument))}


def faults(row: dict[str, str], fields: list[dict[str, Any]]) -> list[str]:
    """What in a row breaks the description's own rules."""
    found = []
    for field in fields:
        value, limits = row[field["name"]], field["constraints"]
        if value == "":
            found += [field["name"]] if limits.get("required") else []
        elif field["type"] == "integer":
            lowest, highest = limits.get("minimum", 0), limits.get("maximum", 10**9)
            found += [] if value.isdecimal() and lowest <= int(value) <= highest else [value]
        else:
            fits = value in limits.get("enum", [value])
            fits = fits and bool(re.fullmatch(limits.get("pattern", ".*"), value))
            found += [] if fits else [value]
    return found


def test_the_description_names_every_half_year_and_fits_its_file(public: PageClient) -> None:
    package = json.loads(public.get("/tal/datapackage.json").text)
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    names = [f"{one}{ending}" for one in (NEW, OLD) for ending in ("", "-hvem-mangler")]
    assert [one["path"] for one in package["resources"]] == [f"{name}.csv" for name in names]
    for resource in package["resources"]:
        text = public.get(f"/tal/{resource['path']}").text
        fields, key = resource["schema"]["fields"], resource["schema"]["primaryKey"]
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [field["name"] for field in fields] == text.partition("\n")[0].split(",")
        assert [fault for row in rows for fault in faults(row, fields)] == []
        assert len({tuple(row[name] for name in key) for row in rows}) == len(rows) > 20


def test_the_description_explains_every_code_and_hands_on_the_note(
    scene: Scene, public: PageClient
) -> None:
    with scene.acting() as world:
        publish(release(NEW.next, note="Tallene er opdigtede."), world)
    [made_up, _, true, *_] = json.loads(public.get(FILES[2]).text)["resources"]
    assert (made_up["description"], true["description"]) == ("Tallene er opdigtede.", "")
    told = {field["name"]: field["description"] for field in true["schema"]["fields"]}
    rows = csv.DictReader(io.StringIO(public.get(FILES[0]).text))
    codes = {(name, row[name]) for row in rows for name in ("area", "item", "status", "bound")}
    assert len(codes) == 4 + 5 + 3 + 3
    assert [code for code in codes if f"{code[1] or 'tom'} = " not in told[code[0]]] == []


@pytest.mark.parametrize(
    "change", [{"n": "7"}, {"percent": "101"}, {"status": "shown"}, {"item": ""}, {"yes": "12,5"}]
)
def test_a_row_that_does_not_fit_is_found(public: PageClient, change: dict[str, str]) -> None:
    fields = json.loads(public.get(FILES[2]).text)["resources"][0]["schema"]["fields"]
    row = next(csv.DictReader(io.StringIO(public.get(FILES[0]).text)))
    assert faults(row, fields) == [] != faults(row | change, fields)


def test_a_file_that_is_not_published_is_not_there(public: PageClient) -> None:
    for address in ("/tal/2025H2.csv", "/tal/x.json", "/tal/2026H3.csv", f"/tal/{NEW}.xml/"):
        assert public.get(address).status_code == 404


def test_search_engines_may_find_the_numbers_and_nothing_else(
    scene: Scene, public: PageClient
) -> None:
    for address in ("/tal/", f"/tal/{NEW}/", *FILES):
        answer = public.get(address)
        assert "X-Robots-Tag" not in answer.headers
        assert "noindex" not in answer.text
    for address in ("/styrelse/log-ind", "/raadgiver/log-ind", "/hjaelp", "/findes-ikke"):
        answer = scene.app.test_client().get(address)
        assert answer.headers["X-Robots-Tag"] == "noindex"
