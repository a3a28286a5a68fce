"""Setting a document: any text there is, to the standard that was asked for, from our folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boernestemme.web.documents import render as rendering
from boernestemme.web.documents.glyphs import FONTS, UNKNOWN, shown
from boernestemme.web.documents.quoting import direction_of, quoted
from boernestemme.web.documents.render import NotSet, PdfStandard, render
from tests.web.conftest import Stage
from tests.web.reading_documents import Document

PAGE = '#import "page.typ": lines, own-words, paper, said\n#show: paper\n= #said.title\n'
BODY = PAGE + "#lines(said.text)\n#own-words(said.quote)\n"


@pytest.fixture(scope="module")
def app(stage: Stage) -> Flask:
    """Any app: a document is in the language of a request."""
    return stage.app


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of templates with ours for the page and whatever a test lays beside it."""
    folder, ours = tmp_path_factory.mktemp("typst"), rendering.TEMPLATES
    (folder / "page.typ").write_text((ours / "page.typ").read_text())
    (folder / "body.typ").write_text(BODY)
    rendering.TEMPLATES = folder
    yield folder
    rendering.TEMPLATES = ours


def pdf_of(app: Flask, text: str, standard: PdfStandard) -> bytes:
    with app.test_request_context():
        said = {"title": "Prøve", "text": text, "quote": quoted(text, "ar")}
        return render("body.typ", said, standard)


@pytest.mark.usefixtures("templates")
def test_it_meets_the_standard_that_was_asked_for(app: Flask) -> None:
    for standard, parts in ((PdfStandard.UA, ["ua"]), (PdfStandard.A, ["a", "ua"])):
        about = Document(pdf_of(app, "Æøå og مدرسة 😀", standard)).about
        found = [part for part in ("a", "ua") if f"<pdf{part}id:part>" in about]
        assert found == parts
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A<" in about


@pytest.mark.usefixtures("templates")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=60))
def test_any_text_there_is_can_be_set_and_kept(app: Flask, text: str) -> None:
    assert pdf_of(app, text, PdfStandard.A).startswith(b"%PDF-1.7")


def test_only_what_has_no_shape_becomes_the_sign_for_it() -> None:
    whole = "Æøå ĄŁŚ Жщ ġ\n﷼ أهلا پچگ 😀👩\u200d🎤🇩🇰 „“”»«– € ½"
    assert shown(whole) == whole
    assert shown("a漢\x00b\ue000\ud800\ufeff\tc\r\nd") == f"a{UNKNOWN}{UNKNOWN}b{UNKNOWN * 3} c\nd"


def test_words_run_as_their_first_letter_does() -> None:
    assert [direction_of(text) for text in ("", "12 a", "12 مدرسة", "שלום a", "a مدرسة")] == [
        "ltr", "ltr", "rtl", "rtl", "ltr",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "template",
    [
        '#image("/etc/hostname")',
        '#read("../secret.txt")',
        "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg'/>\"))",
        "漢",
    ],
)
def test_a_file_outside_and_a_picture_without_words_are_refused(
    app: Flask, templates: Path, template: str
) -> None:
    (templates.parent / "secret.txt").write_text("hemmeligt")
    (templates / "refused.typ").write_text(PAGE + template)
    with app.test_request_context(), pytest.raises(NotSet) as refused:
        render("refused.typ", {"title": "Prøve"})
    assert str(refused.value) == "refused.typ" and refused.value.__cause__ is None


def test_a_warning_tells_the_template_and_no_text(app: Flask, templates: Path) -> None:
    (templates / "warned.typ").write_text(PAGE + '#text(font: "Findes ikke")[kanarie]')
    with app.test_request_context(), pytest.warns(UserWarning) as warned:
        render("warned.typ", {"title": "Prøve"})
    assert [str(one.message) for one in warned] == ["warned.typ: typst has 1 warnings"]


def test_each_font_comes_with_its_licence() -> None:
    notice = (FONTS / "LICENSE-fonts.md").read_text()
    assert {path.name for path in FONTS.glob("*.ttf") if path.name not in notice} == set()
    assert "SIL OPEN FONT LICENSE Version 1.1" in notice
