"""`backup`, `restore`, `keys rotate`: one line each, a true exit status, nothing half done."""

import shutil
import tomllib
from pathlib import Path

import pytest

from boernestemme.cli.backup import PUBLIC_FILE, WHY
from boernestemme.domain.backup import BackupRefused
from tests.cli.console import Console, Ran

DATABASE = "boernestemme.sqlite3"


@pytest.fixture
def house(installed: Console, tmp_path: Path) -> Console:
    """An installation of the test's own with people, and its offline key."""
    shutil.copytree(installed.instance, tmp_path / "instance")
    console = Console(tmp_path / "instance")
    assert console.run("keys", "backup", str(tmp_path / "off")).status == 0
    (tmp_path / "off.public").rename(console.instance / PUBLIC_FILE)
    return console


def emptied(house: Console) -> Console:
    """The same installation on a new machine: its keys, and no database."""
    for file in house.instance.glob(f"{DATABASE}*"):
        file.unlink()
    return house


def refused(done: Ran, words: str) -> None:
    assert (done.status, done.out, len(done.lines_of_why)) == (1, "", 1), done
    assert words in done.err


def restore(house: Console, file: Path, *more: str) -> Ran:
    return house.run("restore", str(file), "--key", str(file.with_name("off.private")), *more)


def test_everything_comes_back_on_a_new_machine(house: Console, tmp_path: Path) -> None:
    file = tmp_path / "a.backup"
    done = house.run("backup", str(file))
    assert (done.status, len(done.out.splitlines()), done.err) == (0, 1, "")
    assert f"{file.stat().st_size} bytes, SHA-256 " in done.out
    refused(house.run("backup", str(file)), "is there already")
    house.run("municipality", "add", "0253", "Greve", "--call-number", "12")
    assert house.run("accesslog", "anchor").status == 0
    refused(restore(house, file, "--ledger-is-lost"), "not empty")
    emptied(house)
    refused(house.run("backup", str(tmp_path / "b.backup")), "never set up")
    refused(restore(house, file), "erased.log is missing")
    done = restore(house, file, "--ledger-is-lost")
    assert (done.status, len(done.out.splitlines()), done.err) == (0, 1, "")
    assert "2 of 2 keys open" in done.out
    assert "mette" in house.run("user", "list", "0265").out
    assert house.run("accesslog", "verify").status == 0
    assert sorted(one.name for one in house.instance.glob(f"{DATABASE}.*")) == []


def test_without_the_wrapping_key_it_is_restored_and_says_that_nothing_opens(
    house: Console, tmp_path: Path
) -> None:
    file = tmp_path / "a.backup"
    house.run("backup", str(file))
    (emptied(house).instance / "wrapping.key").unlink()
    refused(restore(house, file, "--ledger-is-lost"), "wrapping.key cannot be read")
    (house.instance / "wrapping.key").write_bytes(b"another wrapping key, 32 bytes..")
    done = restore(house, file, "--ledger-is-lost")
    assert (done.status, len(done.lines_of_why)) == (1, 1)
    assert "opens 0 of 2 keys" in done.err


def test_a_file_that_is_no_whole_backup_or_of_another_key_is_refused_before_anything_is_written(
    house: Console, tmp_path: Path
) -> None:
    file, other = tmp_path / "a.backup", tmp_path / "other" / "a.backup"
    house.run("backup", str(file))
    whole = file.read_bytes()
    emptied(house)
    for content, words in ((whole[:-1], "cut short"), (b"x" * 500, "no backup"), (b"", "no back")):
        file.write_bytes(content)
        refused(restore(house, file, "--ledger-is-lost"), words)
    other.parent.mkdir()
    other.write_bytes(whole)
    house.run("keys", "backup", str(other.with_name("off")))
    refused(restore(house, other, "--ledger-is-lost"), "sealed to the key pair")
    assert not (house.instance / DATABASE).exists()


def test_without_the_offline_key_no_backup_is_taken(house: Console, tmp_path: Path) -> None:
    (house.instance / PUBLIC_FILE).unlink()
    refused(house.run("backup", str(tmp_path / "a.backup")), "keys backup")
    done = house.run("backup", str(tmp_path / "a.backup"), "--to", str(tmp_path / "off.private"))
    refused(done, "no key of backups")
    assert list(tmp_path.glob("a.*")) == []
    refused(house.run("keys", "backup", str(tmp_path / "off")), "is there already")


def test_every_refusal_has_its_words() -> None:
    rules = set(str(BackupRefused.__doc__).split("``")[1::2])
    assert rules == set(WHY) and len(rules) > 10


def test_keys_rotate_in_two_steps_and_say_what_comes_next(house: Console) -> None:
    refused(house.run("keys", "rotate", "--finish"), "begin with 'keys rotate'")
    first = house.run("keys", "rotate")
    assert (first.status, len(first.out.splitlines())) == (0, 1)
    assert "--finish" in first.out
    refused(house.run("keys", "rotate"), "is under way")
    assert house.run("housekeeping").status == 0
    second = house.run("keys", "rotate", "--finish")
    assert (second.status, len(second.out.splitlines())) == (0, 1)
    assert "2 keys wrapped anew, 2 municipalities with a new key" in second.out
    said = tomllib.loads((house.instance / "settings.toml").read_text())
    assert (len(said["link_keys"]), "next_link_key" in said) == (2, False)
    assert house.run("accesslog", "verify").status == 0


def test_link_keys_of_the_environment_are_not_rotated(house: Console) -> None:
    before = (house.instance / "wrapping.key").read_bytes()
    refused(house.run("keys", "rotate", link_keys="a1b2c3d4" * 5), "environment")
    assert (house.instance / "wrapping.key").read_bytes() == before
