"""Catalogues: every one compiles, keeps its placeholders and counts, and is whole when offered.

G-01 and G-02. A catalogue that children are offered somewhere has every text of theirs.
"""

import ast
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from boernestemme.cli.demo import DRAFTS
from boernestemme.web.languages import DRAFT, REVIEWED
from tests.architecture.project import ROOT, package_files, told
from tests.catalogues import Message, childs_texts

CATALOGUES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/messages.po"))
COUNTS = (0, 1, 2, 3, 5, 11, 21, 100, 102)
PLACEHOLDER = re.compile(r"%\(\w+\)s")
IN_DEMO = DRAFTS.split(",")


def read(path: Path) -> Catalog:
    """A catalogue as it is written."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def compiled(catalogue: Catalog) -> GNUTranslations:
    """A catalogue as the program reads it."""
    file = BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return GNUTranslations(file)


def code_of(path: Path) -> str:
    """The language of a catalogue, by its folder."""
    return path.parts[-3]


def said(message: object) -> tuple[str, ...]:
    """One text, or its plural forms."""
    return (message,) if isinstance(message, str) else tuple(message)  # type: ignore[arg-type]  # Babel gives either


def missing(catalogue: Catalog, texts: frozenset[Message]) -> list[str]:
    """The texts that a catalogue does not say."""
    found = ((text, catalogue.get(text)) for text in texts)
    return sorted(str(text) for text, one in found if one is None or not all(said(one.string)))


def wrong_placeholders(catalogue: Catalog) -> Iterator[str]:
    """Translations with other places to fill than the text has."""
    for message in catalogue:
        if message.id and any(said(message.string)):
            wanted = {name for text in said(message.id) for name in PLACEHOLDER.findall(text)}
            for text in said(message.string):
                if set(PLACEHOLDER.findall(text)) != wanted or has_loose_sign(text):
                    yield str(message.id)


def has_loose_sign(text: str) -> bool:
    """True for a per cent sign that is no place to fill: it would stop the page."""
    return "%" in PLACEHOLDER.sub("", text).replace("%%", "")


def test_english_and_arabic_are_there() -> None:
    assert {"en", "ar"} <= {code_of(path) for path in CATALOGUES}


@pytest.mark.parametrize("path", CATALOGUES, ids=code_of)
def test_a_catalogue_compiles_and_tells_its_language_and_state(path: Path) -> None:
    catalogue = read(path)
    assert not catalogue.fuzzy and not any(message.fuzzy for message in catalogue)
    assert str(catalogue.locale) == code_of(path)
    info = compiled(catalogue).info()
    assert info["language-team"] in {f"{code_of(path)} {state}" for state in (DRAFT, REVIEWED)}


@pytest.mark.parametrize("path", CATALOGUES, ids=code_of)
def test_every_text_has_the_same_places_to_fill(path: Path) -> None:
    assert list(wrong_placeholders(read(path))) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=code_of)
def test_every_count_finds_its_form(path: Path) -> None:
    catalogue = read(path)
    texts = compiled(catalogue)
    for message in catalogue:
        if message.pluralizable and all(said(message.string)):
            assert len(message.string) == catalogue.num_plurals
            forms = {texts.ngettext(*message.id, count) for count in COUNTS}
            assert forms <= set(message.string) and len(forms) > 1 or catalogue.num_plurals == 1


@pytest.mark.parametrize(
    "path",
    [path for path in CATALOGUES if code_of(path) in IN_DEMO or REVIEWED in path.read_text()],
    ids=code_of,
)
def test_a_catalogue_that_is_offered_says_everything_a_child_may_read(path: Path) -> None:
    assert missing(read(path), childs_texts()) == []


def test_a_missing_text_and_a_lost_or_loose_placeholder_are_found() -> None:
    """The controls."""
    catalogue = Catalog(locale="en")
    catalogue.add("Ring %(number)s", "Call", flags=["python-format"])
    catalogue.add("Ja", "100 % yes")
    catalogue.add("Nej", "No")
    assert sorted(wrong_placeholders(catalogue)) == ["Ja", "Ring %(number)s"]
    assert missing(catalogue, frozenset({"Nej", "Måske"})) == ["Måske"]
    catalogue.add(("%(num)s gang", "%(num)s gange"), ("%(num)s time", ""))
    assert missing(catalogue, frozenset({("%(num)s gang", "%(num)s gange")}))


def test_the_childs_texts_are_found() -> None:
    texts = childs_texts()
    assert {"Spring over", "Skolen", "Ja, det gør vi.", "Er den her side til dig?"} <= texts
    assert len(texts) > 300


def hidden_texts(source: str) -> list[int]:
    """Lines where a text is translated inside an f-string: there the extraction cannot see it."""
    return [
        call.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"_", "ngettext"}
        if call.args and isinstance(call.args[0], ast.Constant)
    ]


def test_no_text_is_hidden_from_the_extraction() -> None:
    found = {told(path): hidden_texts(path.read_text()) for path in package_files(".py")}
    assert {name: lines for name, lines in found.items() if lines} == {}
    assert hidden_texts("""x = f"{when} {_('Vi ses.')}" """) == [1], "the control"
