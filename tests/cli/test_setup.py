"""`boernestemme setup`: keys for us alone, nothing overwritten, settings that name themselves."""

import os
import tomllib
from pathlib import Path

import pytest

from tests.cli.console import Console

URL = ("--child-url", "https://hej.example")
SECRET_FILES = ("settings.toml", "wrapping.key", "sign_in.key", "epoch")


def secrets_of(console: Console) -> dict[str, bytes]:
    return {name: (console.instance / name).read_bytes() for name in SECRET_FILES}


def test_a_new_installation_has_its_own_keys_that_only_we_can_read(console: Console) -> None:
    before = os.umask(0)
    try:
        done = console.run("setup", *URL)
    finally:
        os.umask(before)
    assert (done.status, len(done.out.splitlines()), done.err) == (0, 1, "")
    assert console.instance.stat().st_mode & 0o777 == 0o700
    modes = {name: (console.instance / name).stat().st_mode & 0o777 for name in SECRET_FILES}
    assert set(modes.values()) == {0o600}
    settings = tomllib.loads((console.instance / "settings.toml").read_text())
    assert len(settings["link_keys"][0]) >= 32
    assert settings["link_keys"][0] != settings["form_key"]


def test_two_installations_share_no_secret(tmp_path: Path) -> None:
    consoles = [Console(tmp_path / name) for name in ("one", "two")]
    for console in consoles:
        assert console.run("setup", *URL).status == 0
    first, second = (secrets_of(console) for console in consoles)
    assert first["settings.toml"] != second["settings.toml"]
    assert first["wrapping.key"] != second["wrapping.key"]


def test_a_second_run_changes_nothing(installed: Console) -> None:
    before = secrets_of(installed)
    for arguments in ((), URL, ("--child-url", "https://en-anden.example")):
        assert installed.run("setup", *arguments).status == 0
    assert secrets_of(installed) == before
    assert installed.run("accesslog", "verify").status == 0


def test_a_missing_key_file_is_made_and_the_others_are_kept(console: Console) -> None:
    console.run("setup", *URL)
    before = secrets_of(console)
    (console.instance / "epoch").unlink()
    assert console.run("setup").status == 0
    assert secrets_of(console) == before


def test_without_the_childs_address_it_is_wrong_use_and_nothing_is_written(
    console: Console,
) -> None:
    done = console.run("setup")
    assert done.status == 2
    assert "--child-url" in done.err
    assert not (console.instance / "settings.toml").exists()


@pytest.mark.parametrize(
    "url", ["http://hej.example", "hej.example", "https://hej.example/sti", "https://" + "x" * 60]
)
def test_an_address_that_cannot_be_is_refused_and_the_right_one_then_works(
    console: Console, url: str
) -> None:
    refused = console.run("setup", "--child-url", url)
    assert refused.status == 1
    assert len(refused.lines_of_why) == 1
    assert "child_url" in refused.err
    assert console.run("setup", *URL).status == 0


@pytest.mark.parametrize(
    "weak",
    [
        {"form_key": "kort"},
        {"form_key": "a" * 40},
        {"link_keys": "kort,ogsaa-kort"},
        {"child_url": "http://hej.example"},
        {"wrapping_key_file": "/nowhere/wrapping.key"},
        {"epoch_file": "/nowhere/epoch"},
    ],
)
def test_a_weak_or_missing_setting_names_itself_and_stops(
    installed: Console, weak: dict[str, str]
) -> None:
    done = installed.run("accesslog", "verify", **weak)
    [name] = weak
    assert (done.status, done.out) == (1, "")
    assert len(done.lines_of_why) == 1
    assert name.removesuffix("_file").replace("_", " ") in done.err.replace("_", " ")
    for value in weak.values():
        assert "form_key" not in weak or value not in done.err


def test_without_an_installation_every_command_says_how_to_make_one(console: Console) -> None:
    for arguments in (("housekeeping",), ("accesslog", "verify"), ("keys", "new-epoch")):
        done = console.run(*arguments)
        assert done.status == 1
        assert "boernestemme setup" in done.err
        assert len(done.lines_of_why) == 1


@pytest.mark.parametrize("arguments", [("nonsense",), ("setup", "--nonsense"), ("user",)])
def test_wrong_use_is_exit_status_two(installed: Console, arguments: tuple[str, ...]) -> None:
    assert installed.run(*arguments).status == 2


def test_a_database_that_cannot_be_reached_is_one_line_of_why(installed: Console) -> None:
    done = installed.run("housekeeping", database="sqlite:////nowhere/at/all.sqlite3")
    assert done.status == 1
    assert len(done.lines_of_why) == 1


def test_the_installed_script_is_the_same_command(console: Console) -> None:
    done = console.start("setup", *URL)
    assert (done.status, done.err) == (0, "")
    assert (console.instance / "settings.toml").stat().st_mode & 0o777 == 0o600
    refused = console.start("housekeeping", form_key="kort")
    assert (refused.status, refused.out) == (1, "")
    assert refused.lines_of_why[0].startswith("boernestemme: ")


def test_help_is_there_before_any_setting(console: Console) -> None:
    done = console.start("--help")
    assert (done.status, done.err) == (0, "")
    assert {"setup", "demo", "serve", "invite"} <= set(done.out.split())
