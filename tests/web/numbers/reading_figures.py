"""Reads the three public forms of a half-year, each on its own, into figures to compare."""

import csv
import io
import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse

from tests.release_factory import MUNICIPALITY_AREAS

NUMBERS = ("n", "yes", "partly", "no", "percent", "low", "high")
SHARE = re.compile(r"(\d+) %(?: eller (mindre|mere))? (\d+)–(\d+) %")
COUNTED = {
    "yes": r"([\d.]+) ja\b",
    "partly": r"([\d.]+) lidt\b",
    "no": r"([\d.]+) nej\b",
    "n": r"([\d.]+) svar\b",
}
BASE_ALONE = re.compile(r"[\d.]+ svar")
ITEMS = {
    "Lyttede de voksne?": "heard",
    "Fik du sagt det, du ville?": "voice",
    "Var du tryg på mødet?": "space",
    "Tæller din mening?": "influence",
    "Ved du, hvad der skal ske nu?": "next",
}
AGES = {"Kommunerne: børn på 6–9 år": "6-9", "Kommunerne: børn på 10–17 år": "10-17"}
AREAS = {
    "Alle 19 kommuner, der er med": ("country", ""),
    "Øvrige kommuner i Region Sjælland": ("region_rest", "1085"),
    "Øvrige kommuner i landet": ("country_rest", ""),
} | {area.name: ("municipality", area.code) for area in MUNICIPALITY_AREAS}
Key = tuple[str, str, str, str]
Figures = dict[Key, dict[str, Any]]


class Tables(HTMLParser):
    """The page's tables: caption, and rows of cells' text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.captions: list[str] = []
        self.rows: list[list[list[str]]] = []
        self._into: list[str] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, _pairs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag == "caption":
            self.captions.append("")
            self.rows.append([])
            self._into = self.captions
        elif tag == "tr":
            self.rows[-1].append([])
        elif tag in {"th", "td"}:
            self._into = self.rows[-1][-1]
            self._into.append("")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell or the caption."""
        if tag in {"caption", "th", "td"}:
            self._into = None

    def handle_data(self, data: str) -> None:
        """Collect text, spaces made one."""
        if self._into is not None:
            self._into[-1] = " ".join(f"{self._into[-1]} {data}".split())


def of_page(page: TestResponse) -> Figures:
    """What a person reads in the tables of the two age groups."""
    tables, found = Tables(page.text), Figures()
    for caption, (head, *lines) in zip(tables.captions, tables.rows, strict=True):
        if caption in AGES:
            for name, *cells in lines:
                for question, cell in zip(head[1:], cells, strict=True):
                    found[(*AREAS[name], AGES[caption], ITEMS[question])] = read_cell(cell)
    return found


def read_cell(cell: str) -> dict[str, Any]:
    """One cell's words as numbers."""
    found: dict[str, Any] = dict.fromkeys(NUMBERS) | {"bound": "", "status": "vist"}
    share = SHARE.search(cell)
    if share:
        found |= {"percent": int(share[1]), "low": int(share[3]), "high": int(share[4])}
        found["bound"] = {"mindre": "under", "mere": "over", None: ""}[share[2]]
    for name, pattern in COUNTED.items():
        counted = re.search(pattern, cell)
        found[name] = int(counted[1].replace(".", "")) if counted else None
    if BASE_ALONE.fullmatch(cell):
        found["status"] = "usikker"
    return found | {"status": "skjult"} if cell == "vises ikke" else found


def of_csv(text: str) -> Figures:
    """The rows of the CSV file."""
    return {_key(row): _typed(row) for row in csv.DictReader(io.StringIO(text))}


def of_json(text: str) -> Figures:
    """The figures of the JSON file."""
    return {_key(row): _typed(row) for row in json.loads(text)["figures"]}


def _key(row: Mapping[str, Any]) -> Key:
    return row["area"], row["code"], row["age_group"], row["item"]


def _typed(row: Mapping[str, Any]) -> dict[str, Any]:
    numbers = {name: None if row[name] in {"", None} else int(row[name]) for name in NUMBERS}
    return numbers | {"bound": row["bound"], "status": row["status"]}


def wishes_of_page(page: TestResponse) -> list[list[str]]:
    """The rows of the last table, without its head and names."""
    return [cells[1:] for cells in Tables(page.text).rows[-1][1:]]
