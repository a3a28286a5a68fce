"""No word of a child and no live link in the clear: not in a table, a file or a log."""

import base64
import logging
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from boernestemme.domain.framing import Delivery
from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Answers, Instrument, Kind
from boernestemme.services import answering, changing_links, framing
from boernestemme.services.making_links import MadeLink
from boernestemme.services.reading_letters import read_letter
from boernestemme.storage.db import db, session
from boernestemme.storage.installation import InstallationRow
from boernestemme.storage.schema import METADATA
from boernestemme.storage.submissions import SubmissionRow
from tests.factories import NOW
from tests.giving import give_reply
from tests.services.conftest import LastingWorlds
from tests.services.steps import reply_to_all
from tests.world import World

KEY_FILES = ("wrapping.key", "epoch", "settings.toml")
FEWEST_FILES = 100


@dataclass
class Told:
    """Everything that must not be found, and all the places it was put through."""

    words: list[str]
    links: list[MadeLink]
    link_ids: list[bytes]

    def needles(self) -> dict[str, bytes]:
        """What to search for, by a name that may be shown."""
        found = {f"words {number}": word.encode() for number, word in enumerate(self.words)}
        for number, link_id in enumerate(self.link_ids):
            token = self.links[number].token
            found |= {
                f"link {number}": link_id,
                f"link {number} in hex": link_id.hex().encode(),
                f"link {number} in base64": base64.urlsafe_b64encode(link_id).rstrip(b"="),
                f"token {number}": token.encode(),
                f"signature {number}": token.partition(".")[2].encode(),
            }
        return found


def canary(number: int) -> str:
    """A word that stands nowhere else, with letters that may be stored in many ways."""
    return f"Kanariefugl{number}æøå{number * 7919}"


def canary_strokes(number: int) -> str:
    """A line drawn nowhere else."""
    return f"R{number:04}0k0a0n0a0r0i0f0u0g0l"


def answers_with_canaries(instrument: Instrument, told: Told) -> Answers:
    """Every text field filled with a word of its own, a drawing, and every choice made."""
    answers: Answers = {}
    for question in instrument.questions:
        if question.kind.is_free:
            made = canary if question.kind is Kind.TEXT else canary_strokes
            told.words.append(made(len(told.words)))
            answers[question.code] = told.words[-1]
        elif question.kind is Kind.MANY:
            answers[question.code] = question.all_choices
        else:
            answers[question.code] = question.all_choices[-1]
    return answers


@pytest.fixture(scope="module")
def told(lasting_worlds: LastingWorlds) -> Told:
    """Answers, drafts, replies, letters and links shown again, all of it with canary words."""
    world, result = lasting_worlds.begin_anew(), Told([], [], [])
    with world.app.app_context():
        for age in AgeGroup:
            _go_through(world, age, result)
        for link in result.links:
            link_id = world.links.signer.read(link.token)
            assert link_id is not None
            result.link_ids.append(link_id)
        db.session.remove()
    return result


def _go_through(world: World, age: AgeGroup, told: Told) -> None:
    instrument = INSTRUMENTS[age]
    link, unsent = world.link(age_group=age), world.link(age_group=age)
    told.links += [link, unsent]
    browser = world.answer(link, answers_with_canaries(instrument, told))
    told.words.append(canary(len(told.words)))
    reply_to_all(world, link, words=told.words[-1])
    framing.mark_text_read(world.setting(), link.meeting_id)
    tools = world.links
    give_reply(world.setting(), link.meeting_id, tools.keys, tools.epoch, Delivery.BY_LINK)
    assert read_letter(world.visit(browser))[0].own_words == told.words[-1]
    changing_links.show_again(world.setting(), unsent.meeting_id, tools)
    world.save_all(world.come_in(unsent), answers_with_canaries(instrument, told))


def found_in(haystack: bytes, told: Told) -> list[str]:
    return [name for name, needle in told.needles().items() if needle in haystack]


def every_cell() -> Iterator[bytes]:
    """All values of all tables."""
    for table in METADATA.sorted_tables:
        for row in session().execute(select(table)):
            for value in row:
                is_binary = isinstance(value, bytes | memoryview)
                yield bytes(value) if is_binary else str(value).encode()


def test_the_tables_hold_no_word_and_no_link(shared_world: World, told: Told) -> None:
    assert shared_world.person()
    assert len(told.words) > 10
    assert found_in(b"\n".join(every_cell()), told) == []


def test_the_codes_of_an_answer_are_not_in_the_clear(shared_world: World, told: Told) -> None:
    row = (
        session()
        .scalars(select(SubmissionRow).where(SubmissionRow.meeting_id == told.links[0].meeting_id))
        .one()
    )
    assert shared_world.person()
    for code in (b"topics", b"person-far", b"kun_raadgiver", b"foelelser", b"not_in_front"):
        assert code not in b"".join(row.envelopes.values())


def folder_of(world: World) -> Path:
    return world.tools.settings.instance


def files_without_keys(folder: Path) -> bytes:
    """All other files, read by another process.

    Whoever opens and closes SQLite's file by itself lets go of every lock its process holds on it;
    the next process that comes then believes to be alone, and takes the log away when it leaves.
    """
    files = [path for path in folder.rglob("*") if path.is_file() and path.name not in KEY_FILES]
    return subprocess.run(["cat", *files], check=True, capture_output=True).stdout


def test_the_files_hold_no_word_and_no_link(shared_world: World, told: Told) -> None:
    folder = folder_of(shared_world)
    assert found_in(files_without_keys(folder), told) == []
    if db.engine.dialect.name == "sqlite":
        names = {path.name for path in folder.iterdir()}
        assert {"test.sqlite3", "test.sqlite3-wal"} <= names


def test_the_same_search_finds_a_file_that_was_not_sealed(
    shared_world: World, told: Told, tmp_path: Path
) -> None:
    assert shared_world.person()
    with sqlite3.connect(tmp_path / "bare.sqlite3") as bare:
        bare.execute("CREATE TABLE answers (words TEXT, link BLOB)")
        bare.execute("INSERT INTO answers VALUES (?, ?)", (told.words[3], told.link_ids[1]))
    bare.close()
    assert found_in(files_without_keys(tmp_path), told) == ["words 3", "link 1"]


def server_files(world: World) -> Path | None:
    """The folder of the PostgreSQL server, from the address of its socket."""
    url = make_url(world.tools.settings.database)
    host = url.query.get("host") or url.host
    return Path(str(host)) if url.get_backend_name() == "postgresql" else None


def test_the_servers_own_log_and_files_hold_no_word(shared_world: World, told: Told) -> None:
    session().execute(text("SELECT 1"))
    folder = server_files(shared_world)
    if folder is None:
        assert db.engine.dialect.name == "sqlite"
        return
    session().rollback()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > FEWEST_FILES
    held = {name for path in files for name in found_in(path.read_bytes(), told)}
    assert held == set()


def everything_logged(world: World, link: MadeLink, words: str) -> None:
    """An answer, a refusal and an error of the database, with all logs wide open."""
    browser = world.come_in(link)
    world.save_all(browser, {"topics_text": words})
    visit = world.visit(browser)
    session().execute(text("SELECT :words"), {"words": words})
    for statement in ("INSERT INTO nowhere VALUES (:words)", "SELECT broken FROM :words"):
        try:
            session().execute(text(statement), {"words": words})
        except SQLAlchemyError as trouble:
            session().rollback()
            logging.getLogger("boernestemme").error("induced", exc_info=trouble)
    answering.send(visit, {}, NOW)


def test_no_log_holds_a_word_or_a_link_even_after_an_error(
    shared_world: World, caplog: pytest.LogCaptureFixture
) -> None:
    link, words = shared_world.link(), canary(999)
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, logger="sqlalchemy.engine")
    everything_logged(shared_world, link, words)
    logged = caplog.text.encode()
    link_id = shared_world.links.signer.read(link.token)
    assert b"induced" in logged
    assert b"INSERT INTO submissions" in logged
    assert found_in(logged, Told([words], [link], [link_id or b""])) == []


def test_a_log_that_was_told_a_word_is_caught(
    shared_world: World, caplog: pytest.LogCaptureFixture
) -> None:
    link, words = shared_world.link(), canary(998)
    link_id = shared_world.links.signer.read(link.token) or b""
    logging.getLogger("boernestemme").error("sent %s by %s", words, link_id.hex())
    found = found_in(caplog.text.encode(), Told([words], [link], [link_id]))
    assert found == ["words 0", "link 0 in hex"]


# Last, for even a row that was rolled back leaves its traces in the server's files.
def test_the_same_search_finds_a_row_that_was_not_sealed(shared_world: World, told: Told) -> None:
    assert shared_world.person()
    bare = f"{told.words[0]} {told.links[0].token}"
    session().execute(insert(InstallationRow).values(name="bare", value=bare))
    found = found_in(b"\n".join(every_cell()), told)
    session().rollback()
    assert {"words 0", "token 0", "signature 0"} <= set(found)
