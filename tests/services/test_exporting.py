"""Laying a journal in the folder: its facts, its log lines, and who may."""

import hashlib
import json
import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from boernestemme.domain.errors import NotFound
from boernestemme.services import exporting
from boernestemme.services.exporting import Papers, Source
from tests.factories import MEETING, NOW
from tests.services.post_box import answered, look
from tests.services.steps import log_of
from tests.world import World

SOURCE = Source(date(2027, 3, 9), "10-17", "teacher", "ar", wants_interpreter=True)
PAPERS = Papers("æøå\n", b"%PDF", "S-2027/41", MEETING, None, (SOURCE,), holds_guarded_beside=True)


def test_text_pdf_and_facts_lie_there_under_one_random_name(
    shared_world: World, tmp_path: Path
) -> None:
    link = answered(shared_world)
    laid = {
        exporting.lay_in_folder(shared_world.setting(), link.meeting_id, tmp_path, PAPERS)
        for _ in range(2)
    }
    assert {one.stem for one in tmp_path.iterdir()} == laid and len(laid) == 2
    name = laid.pop()
    facts = json.loads((tmp_path / f"{name}.json").read_text("utf-8"))
    assert (facts["case_number"], facts["municipality"]) == ("S-2027/41", "0265")
    [answer] = facts["answers"]
    assert (answer["helped_by"], answer["language"]) == ("teacher", "ar")
    assert answer["wants_interpreter"] and facts["guarded_part_left_out"]
    for file, digest in facts["sha256"].items():
        assert hashlib.sha256((tmp_path / file).read_bytes()).hexdigest() == digest
    everything = b" ".join(one.read_bytes() for one in tmp_path.iterdir()).decode()
    secrets = [link.meeting_id, link.token, "Mette"]
    assert [one for one in secrets if one in everything or one in name] == []
    shared = {link.words.colour, link.words.thing}  # short ones, which stand in other words too
    assert not shared & set(re.findall(r"\w+", everything))


def test_each_municipality_has_a_folder_of_its_own(shared_world: World, tmp_path: Path) -> None:
    (tmp_path / "0265").mkdir()
    mette, sofie = shared_world.setting("mette"), shared_world.setting("sofie")
    assert exporting.folder_of(mette, tmp_path) == tmp_path / "0265"
    assert exporting.folder_of(sofie, tmp_path) is None, "nobody has made 0461"
    assert exporting.folder_of(mette, None) is None


def test_it_is_noted_and_ticks_nothing(shared_world: World, tmp_path: Path) -> None:
    link = answered(shared_world)
    exporting.lay_in_folder(shared_world.setting(), link.meeting_id, tmp_path, PAPERS)
    assert log_of(link)[-1] == "journal_exported"
    assert look(shared_world, link).filed_on is None


def test_where_it_fails_the_log_says_so_and_nothing_lies_there(
    shared_world: World, tmp_path: Path
) -> None:
    link = answered(shared_world)
    with pytest.raises(OSError, match="findes-ikke"):
        exporting.lay_in_folder(
            shared_world.setting(), link.meeting_id, tmp_path / "findes-ikke", PAPERS
        )
    done = log_of(link)
    assert done[-2:] == ["journal_exported", "journal_not_exported"]
    assert list(tmp_path.iterdir()) == [] and look(shared_world, link).filed_on is None


@pytest.mark.parametrize("name", ["nadia", "sofie", "leder"])
def test_nobody_else_may(shared_world: World, tmp_path: Path, name: str) -> None:
    link = answered(shared_world)
    before = log_of(link)
    with pytest.raises(NotFound):
        exporting.lay_in_folder(shared_world.setting(name), link.meeting_id, tmp_path, PAPERS)
    assert list(tmp_path.iterdir()) == [] and log_of(link) == before


def test_half_done_papers_go_from_every_folder_after_an_hour(tmp_path: Path) -> None:
    left = [tmp_path / code / ".navn.txt.unfinished" for code in ("0265", "0461")]
    for one in left:
        one.parent.mkdir()
        one.write_text("et barns ord")
        os.utime(one, (NOW.timestamp(), NOW.timestamp()))
    assert exporting.tidy_folders(tmp_path, NOW + timedelta(minutes=59)) == 0
    assert exporting.tidy_folders(tmp_path, NOW + timedelta(minutes=61)) == 2
    assert not [one for one in left if one.exists()]
    assert exporting.tidy_folders(None, NOW) == 0
