"""Rotating keys: what was sent before still opens, what comes after is sealed anew, and no process
fails while it goes on; without the wrapping key nothing opens."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from boernestemme import create_app
from boernestemme.domain.errors import CannotOpen, SettingsMissing
from boernestemme.services import changing_links, entering
from boernestemme.services.key_rotation import KeyFiles, RotationRefused, begin, finish
from boernestemme.settings import Settings
from boernestemme.storage import wrapping
from boernestemme.storage.db import db, session
from boernestemme.storage.tokens import LinkSigner
from tests.factories import FORM_KEY, LINK_KEY, NOW
from tests.night.runs import Run
from tests.services.rotating import PARTS, Children, as_told, sent
from tests.services.steps import read
from tests.world import World

LINES = (
    "# a remark that stays\n"
    f'link_keys = ["{LINK_KEY}"]\nform_key = "{FORM_KEY}"\nchild_url = "http://127.0.0.1:5000"\n'
    'plain_http = true\n[sign_on_of_nobody]\nlink_keys_of = "others"\n'
)
SENDERS, MANY = 2, 300  # by night 1,500 children, each with some twenty operations


class House:
    """A world whose keys lie in files, and the processes that read them at different times."""

    def __init__(self, world: World) -> None:
        settings = world.tools.settings
        self.world = world
        self.apps: list[Flask] = []
        self.files = KeyFiles(
            settings.instance / "settings.toml", settings.wrapping_key_file, (LINK_KEY,)
        )
        self.files.settings.write_text(LINES)
        self.files.settings.chmod(0o640)

    def started_anew(self) -> World:
        """The installation as a process sees it that starts now."""
        app = create_app(self.settings(), clock=self.world.clock)
        self.apps.append(app)
        return World(app, self.world.clock)

    def settings(self) -> Settings:
        """The settings with the link keys of the file."""
        given = {"BOERNESTEMME_INSTANCE": str(self.files.settings.parent)}
        keys = Settings.from_environment(given).link_keys
        return replace(self.world.tools.settings, link_keys=keys)


@pytest.fixture
def house(any_world: World) -> Iterator[House]:
    """A house on each kind of database."""
    with house_of(any_world) as found:
        yield found


@pytest.fixture
def one_house(world: World) -> Iterator[House]:
    """A house on SQLite, for what the database has no part in."""
    with house_of(world) as found:
        yield found


@contextmanager
def house_of(world: World) -> Iterator[House]:
    """The house; its processes end with it."""
    found = House(world)
    yield found
    for app in found.apps:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def test_every_process_reads_every_link_and_answer_at_each_step(house: House) -> None:
    before, old_link, open_link = house.world, sent(house.world), house.world.link()
    begin(house.files)
    between = house.started_anew()
    links = [old_link, sent(before, between.link()), sent(between, before.link())]
    with between.app.app_context():
        finish(house.files, NOW)
        after = house.started_anew()
        links += [sent(between, after.link()), sent(after, between.link()), sent(after, open_link)]
        for process in (between, after):
            assert [len(read(process, link).answers) for link in links] == [1] * 6
            for link in links:
                entering.look(process.tools.signer, link.token, NOW)
        shown = changing_links.show_again(after.setting(), after.link().meeting_id, after.links)
        assert LinkSigner(after.tools.settings.link_keys[-1:], after.tools.epoch).read(shown.token)
        assert before.tools.signer.read(shown.token) is None, "the control: it is a new key's"


def test_in_the_wrong_order_links_die_with_the_key_of_before(one_house: House) -> None:
    """The control of what is retired: in the right order they live."""
    begin(one_house.files)
    finish(one_house.files, NOW)
    keys = one_house.settings().link_keys
    new_alone = LinkSigner(keys[-1:], 1)
    for order, lives in ((keys, True), (keys[::-1], False)):
        token = LinkSigner(order, 1).sign(bytes(16))
        assert (new_alone.read(token) is not None) is lives


def test_new_answers_are_sealed_to_a_new_key_and_old_ones_stay_as_they_lie(
    one_house: House,
) -> None:
    sent(one_house.world)
    keys, rows = keys_of(), rows_of()
    begin(one_house.files)
    done = finish(one_house.files, NOW)
    after = one_house.started_anew()
    sent(after)
    assert (done.rewrapped, done.pairs) == (len(keys), 2)
    assert {one: rows_of()[one] for one in rows} == rows
    [new] = [key for row, (key, _) in rows_of().items() if row not in rows]
    assert new not in keys
    kept = keys_of()
    assert kept.keys() > keys.keys() and not set(kept.values()) & set(keys.values())
    session().rollback()


def keys_of() -> dict[str, bytes]:
    """Every pair's wrapped half."""
    found = session().execute(text("SELECT id, wrapped_private_key FROM municipality_keys"))
    return {row.id: bytes(row.wrapped_private_key) for row in found}


def rows_of() -> dict[str, tuple[str, bytes]]:
    """Every answer's key, and its data key as it is sealed to it."""
    found = session().execute(text("SELECT id, key_id, wrapped_key FROM submissions"))
    return {row.id: (row.key_id, bytes(row.wrapped_key)) for row in found}


def test_a_step_that_was_interrupted_is_run_again(
    one_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = sent(one_house.world)
    for step in (lambda: begin(one_house.files), lambda: finish(one_house.files, NOW)):
        with monkeypatch.context() as broken:
            broken.setattr(Path, "replace", _full)
            with pytest.raises(OSError, match="full"):
                step()
        assert len(read(one_house.started_anew(), link).answers) == 1
        step()
    assert len(read(one_house.started_anew(), link).answers) == 1
    assert len(one_house.settings().link_keys) == 2
    assert len(wrapping.read_keys(one_house.files.wrapping)) == 1


def _full(*_: object) -> None:
    raise OSError("the disk is full")


def test_nothing_but_the_keys_changes_and_each_file_keeps_its_rights(one_house: House) -> None:
    before = wrapping.read_keys(one_house.files.wrapping)
    begin(one_house.files)
    with pytest.raises(RotationRefused) as under_way:
        begin(one_house.files)
    done = finish(one_house.files, NOW)
    with pytest.raises(RotationRefused) as not_begun:
        finish(one_house.files, NOW)
    assert (under_way.value.rule, not_begun.value.rule) == ("under_way", "not_begun")
    said = one_house.files.settings.read_text().splitlines()
    assert [line for line in said if line not in LINES.splitlines()] == [
        f'link_keys = ["{LINK_KEY}", "{one_house.settings().link_keys[-1]}"]'
    ]
    assert len(said) == len(LINES.splitlines())
    modes = [
        one.stat().st_mode & 0o777 for one in (one_house.files.settings, one_house.files.wrapping)
    ]
    assert modes == [0o640, 0o600]
    assert wrapping.read_keys(done.retired) == before
    assert done.retired.stat().st_mode & 0o777 == 0o600


def test_every_key_but_the_newest_is_retired_however_many_there_were(one_house: House) -> None:
    """As where somebody has laid one more beside them by hand."""
    link, file = sent(one_house.world), one_house.files.wrapping
    begin(one_house.files)
    *before, last = (*wrapping.read_keys(file), bytes(32))
    wrapping.put_keys(file, (*before, last))
    done = finish(one_house.files, NOW)
    assert wrapping.read_keys(done.retired) == tuple(before)
    assert wrapping.read_keys(file) == (last,)
    assert len(read(one_house.started_anew(), link).answers) == 1


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("", "environment"),
        (f'link_keys = ["{LINK_KEY}", "and another"]\n', "environment"),
        (f'link_keys = [\n "{LINK_KEY}"\n]\n', "settings_file"),
        (f'text = """\nlink_keys = ["a"]\n"""\nlink_keys = ["{LINK_KEY}"]\n', "settings_file"),
    ],
)
def test_link_keys_that_stand_elsewhere_or_otherwise_are_left_alone(
    said: str, rule: str, tmp_path: Path
) -> None:
    files = KeyFiles(tmp_path / "settings.toml", tmp_path / "wrapping.key", (LINK_KEY,))
    wrapping.write_new_key(files.wrapping)
    files.settings.write_text(said)
    with pytest.raises(RotationRefused) as refused:
        begin(files)
    assert refused.value.rule == rule
    assert files.settings.read_text() == said
    assert len(wrapping.read_keys(files.wrapping)) == 1


def test_the_loss_drill_without_the_wrapping_key_nothing_opens_and_it_says_so(
    one_house: House,
) -> None:
    link = sent(one_house.world)
    kept = one_house.files.wrapping.read_bytes()
    one_house.files.wrapping.unlink()
    with pytest.raises(SettingsMissing, match="wrapping key .* cannot be read"):
        one_house.started_anew()
    wrapping.write_new_key(one_house.files.wrapping)
    lost = one_house.started_anew()
    with pytest.raises(CannotOpen):
        read(lost, link)
    begin(one_house.files)
    with pytest.raises(CannotOpen):
        finish(one_house.files, NOW)
    one_house.files.wrapping.write_bytes(kept)
    assert len(read(one_house.started_anew(), link).answers) == 1, "nothing was spoilt meanwhile"


def test_rotating_while_children_send_loses_and_refuses_nothing(house: House) -> None:
    rotate_while_children_send(house, 4)


@pytest.mark.night
def test_F20_rotating_while_many_children_send(house: House) -> None:
    kind = house.world.tools.settings.database.partition(":")[0].partition("+")[0]
    run = Run("F20", PARTS)
    for _, figures in run.rounds(kind):
        figures["children"] = rotate_while_children_send(house, MANY)
        new = house.started_anew()
        with new.app.app_context():
            assert house.world.tools.signer.read(new.link().token) is None
    run.close(*as_told(run))


def rotate_while_children_send(house: House, many: int) -> int:
    """Both steps of a rotation, so many children before, between and after; how many sent."""
    db.session.remove()
    children = Children(house.world)
    with ThreadPoolExecutor(SENDERS) as pool:
        crowd = [pool.submit(children.go_on) for _ in range(SENDERS)]
        children.wait_for(many, crowd)
        begin(house.files)
        children.wait_for(many, crowd)
        children.process = house.started_anew()
        children.wait_for(many, crowd)
        finish(house.files, NOW)
        children.wait_for(many, crowd)
        children.process = house.started_anew()
        children.wait_for(many, crowd)
        children.is_over = True
    assert [one.exception() for one in crowd] == [None] * SENDERS
    assert children.done >= 5 * many
    return children.done
