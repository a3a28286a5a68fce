"""The journal as text and as PDF/A: one source, the same words, and nothing guarded in either."""

import errno
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import IO

import pytest

from boernestemme import create_app
from boernestemme.services.making_links import MadeLink
from boernestemme.settings import Settings
from tests.clock import Clock
from tests.factories import NOW, older_answers
from tests.web.reading_documents import Document
from tests.web.reading_pages import words_of
from tests.web.scene import Scene

SAID = older_answers(
    not_in_front="kanarievagt",
    not_for_parents="kanariehemmelighed",
    topics_text="Første linje.\nAnden linje, æøå.",
    needs=("tolk", "pause"),
    helped_by="teacher",
)
PAGE = re.compile(r"Side\daf\d")
TITLE = "Mødetsramme:barnetsønskerførmødet"
SECRETS = ("kanarievagt", "kanariehemmelighed")


def here(link: MadeLink, what: str = "") -> str:
    return f"/raadgiver/moeder/{link.meeting_id}{what}"


def words_in_pdf(content: bytes) -> str:
    """All text of a PDF but what each page says anew: its number, and the title from the second."""
    first, *rest = (squeezed(page.extract_text()) for page in Document(content).reader.pages)
    return PAGE.sub("", first + "".join(text.replace(TITLE, "", 1) for text in rest))


def squeezed(text: str) -> str:
    return re.sub(r"[\s–]+", "", text)


def full(descriptor: int, _mode: str) -> IO[bytes]:
    """A disk without room."""
    os.close(descriptor)
    raise OSError(errno.ENOSPC, "no space left on device")


def with_folder(settings: Settings, folder: Path) -> Scene:
    """An installation whose case system picks papers up from a folder."""
    clock = Clock(NOW)
    return Scene(create_app(replace(settings, export_folder=folder), clock=clock), clock)


def test_both_files_say_the_same_and_nothing_guarded(scene: Scene) -> None:
    link, mette = scene.answered(said=SAID, case_number="S-2027/41"), scene.staff()
    scene.reply(link, "Jeg ringer i dag.")
    text = mette.get(here(link, "/journal.txt")).text
    pdf = mette.get(here(link, "/journal.pdf"))
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.headers["Content-Disposition"] == 'inline; filename="journal.pdf"'
    read = words_in_pdf(pdf.data)
    for line in text.splitlines():
        assert squeezed(line) in read, line
    assert len(read) == len(squeezed(text)), "nothing more stands in it"
    assert [secret for secret in SECRETS if secret in text or secret in read] == []
    shown = words_of(mette.get(here(link)))
    assert [secret for secret in SECRETS if secret not in shown] == [], "the control"


def test_a_drawing_is_told_in_the_text_and_seen_in_the_pdf(scene: Scene) -> None:
    """It is erased here one day: then it must lie in the case system."""
    drawn = scene.answered(said={"topics": ("skole",), "drawing": "K0a0aR0a0a"})
    bare, mette = scene.answered(said={"topics": ("skole",)}), scene.staff()
    told = "[Barnet har tegnet en tegning]"
    assert told in mette.get(here(drawn, "/journal.txt")).text
    with_it, without = (mette.get(here(one, "/journal.pdf")).data for one in (drawn, bare))
    assert squeezed(told) in words_in_pdf(with_it)
    kinds = [{tag.kind for tag in Document(one).tags} for one in (with_it, without)]
    assert ["Figure" in one for one in kinds] == [True, False]


def test_it_is_held_to_pdf_a_and_can_be_read_by_everybody(scene: Scene) -> None:
    paper = Document(scene.staff().get(here(scene.answered(said=SAID), "/journal.pdf")).data)
    assert "pdfaid:part" in paper.about and "pdfuaid:part" in paper.about
    assert (paper.is_tagged, paper.language) == (True, "da")
    assert paper.title == "Mødets ramme: barnets ønsker før mødet"


def test_time_stamps_and_provenance(scene: Scene) -> None:
    link = scene.answered(said=SAID)
    scene.reply(link, "Jeg ringer i dag.")
    lines = scene.staff().get(here(link, "/journal.txt")).text.splitlines()
    assert {
        "Hentet fra Børnestemme den 9. marts 2027 kl. 10.00",
        "Svar modtaget den 9. marts 2027",
        "Svaret er sendt til barnets telefon den 9. marts 2027.",
        "Barnet fik hjælp af: en lærer eller pædagog",
        "Barnet vil have en tolk med til mødet.",
    } <= set(lines)
    alone = scene.answered(said=older_answers(needs=("pause",)))
    text = scene.staff().get(here(alone, "/journal.txt")).text
    assert "en tolk med" not in text and "svarede alene" in text, "the control"


def test_a_press_lays_the_open_part_in_the_folder_and_ticks_nothing(
    settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "til-sagssystemet" / "0265"
    folder.mkdir(parents=True)
    scene = with_folder(settings, folder.parent)
    link, mette = scene.answered(said=SAID), scene.staff()
    assert "Læg i mappen" in mette.get(here(link)).text
    done = mette.post(here(link, "/laeg-i-mappen"))
    assert (done.status_code, done.headers["Location"]) == (303, here(link, "?i-mappen#h-journal"))
    assert "Lagt i mappen." in words_of(mette.get(here(link, "?i-mappen")))
    found = {one.suffix: one.read_bytes() for one in folder.iterdir()}
    assert found[".txt"].decode() == mette.get(here(link, "/journal.txt")).text
    assert words_in_pdf(found[".pdf"]) and json.loads(found[".json"])["guarded_part_left_out"]
    whole = words_in_pdf(found[".pdf"]) + found[".txt"].decode() + found[".json"].decode()
    assert [secret for secret in (*SECRETS, link.token) if secret in whole] == []
    assert scene.rows(
        "SELECT filed_on FROM submissions WHERE meeting_id = :m", m=link.meeting_id
    ) == [(None,)]


def test_a_full_disk_is_told_and_leaves_nothing_there(
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = tmp_path / "0265"
    folder.mkdir()
    scene = with_folder(settings, tmp_path)
    link, mette = scene.answered(said=SAID), scene.staff()
    mette.get(here(link))
    with monkeypatch.context() as disk:
        disk.setattr(os, "fdopen", full)
        failed = mette.post(here(link, "/laeg-i-mappen"))
    assert failed.headers["Location"] == here(link, "?mappefejl#problem")
    page = words_of(mette.get(here(link, "?mappefejl")))
    assert "Ikke lagt i mappen: der kan ikke skrives i den." in page
    assert list(folder.iterdir()) == []
    assert "no space left" in caplog.text and SECRETS[0] not in caplog.text


def test_without_a_folder_there_is_no_button(scene: Scene) -> None:
    link, mette = scene.answered(), scene.staff()
    assert "Læg i mappen" not in mette.get(here(link)).text
    assert mette.post(here(link, "/laeg-i-mappen")).status_code == 404
