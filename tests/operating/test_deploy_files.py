"""What an operator lays out agrees with the code: commands, options, settings, files, ports."""

import re
import shutil
from pathlib import Path

import click
import pytest

from boernestemme import LARGEST_FORM, create_app
from boernestemme.cli import OurCommands
from boernestemme.cli.serve import SLOWEST_SECONDS
from boernestemme.domain.errors import SettingsMissing
from boernestemme.domain.retention import BACKUP_LIFE
from boernestemme.settings import Settings
from tests.architecture.project import ROOT, told
from tests.cli.console import Console
from tests.operating.deployed import (
    DEPLOY,
    DOORS,
    GUIDES,
    blocks,
    commands,
    copied_into_image,
    credentials,
    deployed,
    nginx,
    unit,
)

REFERENCE = ROOT / "docs" / "operations" / "settings.md"
SPOKEN = "\n".join(path.read_text() for path in (*deployed(), *GUIDES))
OWN = {"boernestemme_instance"}  # named above the table


def known_settings() -> set[str]:
    """Every setting of the reference."""
    rows = [line.split("|")[1] for line in REFERENCE.read_text().splitlines() if "| `" in line]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def fault_of(words: list[str]) -> str | None:
    """What is wrong with a command in words; None when the program takes it."""
    every = OurCommands("boernestemme")
    found = every.get_command(click.Context(every), words[0])
    rest = words[1:]
    while isinstance(found, click.Group) and rest:
        found, rest = found.commands.get(rest[0]), rest[1:]
    if found is None or isinstance(found, click.Group):
        return f"no such command: {' '.join(words)}"
    options = {name for one in found.params for name in one.opts}
    wrong = [word for word in rest if word.startswith("--") and word not in options]
    return f"{' '.join(words)}: {wrong}" if wrong else None


def test_every_command_and_option_exists() -> None:
    assert len(commands()) > 20, "the search has gone blind"
    assert [fault for fault in map(fault_of, commands()) if fault] == []


@pytest.mark.parametrize("line", ["serve --audience child", "keys", "user vanish", "backups x"])
def test_the_control_a_wrong_command_is_found(line: str) -> None:
    assert fault_of(line.split())


def test_every_setting_exists() -> None:
    in_capitals = {name.lower() for name in re.findall(r"BOERNESTEMME_[A-Z_]+", SPOKEN)}
    in_files = set(re.findall(r"^ *(?:echo ['\"])?([a-z]\w+) = ", "".join(blocks(GUIDES[0])), re.M))
    assert "trusted_proxies" in in_files and "boernestemme_database" in in_capitals
    in_capitals = {name.removeprefix("boernestemme_") for name in in_capitals - OWN}
    assert in_capitals | in_files <= known_settings()


def test_every_file_of_the_folder_is_laid_out_and_every_one_named_is_there() -> None:
    named = {
        path
        for pattern in re.findall(r"\bdeploy/[\w/.*-]+[\w*]", SPOKEN)
        for path in ROOT.glob(pattern)
    }
    missing = [
        one for one in re.findall(r"\bdeploy/[\w/.-]+\w", SPOKEN) if not (ROOT / one).exists()
    ]
    assert missing == []
    laid = {path for path in deployed() if named & {path, *path.parents}}
    assert [told(path) for path in deployed() if path not in laid] == []


def test_the_image_copies_what_exists() -> None:
    assert len(copied_into_image()) > 6
    assert [one for one in copied_into_image() if not (ROOT / one).exists()] == []


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with all keys that ``setup`` makes."""
    console = Console(tmp_path_factory.mktemp("keys") / "instance")
    assert console.run("setup", "--child-url", "https://hej.example").status == 0
    return console.instance


def opened(door: str, keys: Path, folder: Path, without: str = "") -> None:
    """Make a door's app from the files its unit names and no others."""
    folder.mkdir()
    for there, source in credentials(door).items():
        if there != without:
            of = keys / ("settings.toml" if source.endswith(".toml") else Path(source).name)
            shutil.copy(of, folder / there)
    settings = Settings.from_environment({"BOERNESTEMME_INSTANCE": str(folder)})
    create_app(settings, audiences=[DOORS[door]])


@pytest.mark.parametrize("door", DOORS)
def test_a_door_opens_with_the_files_its_unit_names_and_with_no_fewer(
    door: str, keys: Path, tmp_path: Path
) -> None:
    assert f"serve --audiences {DOORS[door]} " in unit(door)["ExecStart"][0]
    opened(door, keys, tmp_path / "all")
    for name in credentials(door):
        with pytest.raises(SettingsMissing):
            opened(door, keys, tmp_path / f"without-{name}", without=name)


def test_keys_go_only_to_the_processes_that_open_something() -> None:
    assert set(credentials("child")) == {"settings.toml", "epoch"}
    assert "wrapping.key" not in credentials("board")
    shared = {source for door in ("child", "board") for source in credentials(door).values()}
    assert "/var/lib/boernestemme/settings.toml" not in shared


def test_the_backup_reaches_no_key_and_needs_none(keys: Path, tmp_path: Path) -> None:
    house = Console(tmp_path / "instance")
    shutil.copytree(keys, house.instance)
    hidden = [path.lstrip("-") for path in unit("backup")["InaccessiblePaths"]]
    assert {Path(path).name for path in hidden} == {"wrapping.key", "sign_in.key", "statistics"}
    for path in hidden:
        (house.instance / Path(path).name).unlink(missing_ok=True)
    assert house.run("keys", "backup", str(tmp_path / "off")).status == 0
    file, public = tmp_path / "a.backup", tmp_path / "off.public"
    assert house.run("backup", str(file), "--to", str(public)).status == 0
    assert unit("backup")["ExecStart"] == ["/usr/local/sbin/boernestemme-backup"]
    assert unit("backup")["ReadWritePaths"] == ["/var/backups/boernestemme"]


def test_backups_go_when_what_was_erased_may_lie_in_them_no_longer() -> None:
    script = (DEPLOY / "operator" / "boernestemme-backup").read_text()
    assert re.findall(r"'\*\.backup' -mtime \+(\d+) -delete", script) == [str(BACKUP_LIFE.days - 1)]


def test_nginx_and_the_units_mean_the_same_ports() -> None:
    servers = dict.fromkeys(
        re.findall(r"server_name (\w+)\..*?proxy_pass http://([\d.:]+);", nginx(), re.S)
    )
    binds = [re.search(r"--bind (\S+)", unit(door)["ExecStart"][0])[1] for door in DOORS]  # type: ignore[index]  # each has one
    assert [address for _, address in servers] == binds
    asked = re.findall(r"for port in (.+?); do", GUIDES[0].read_text())
    assert asked[0].split() == [bind.partition(":")[2] for bind in binds]
    assert asked[1].split() == re.findall(
        r"--metrics \S+:(\d+)", " ".join(unit(d)["ExecStart"][0] for d in DOORS)
    )


def test_nginx_waits_longer_and_takes_more_than_the_app() -> None:
    said = nginx("boernestemme-door")
    assert int(re.search(r"proxy_read_timeout (\d+)s", said)[1]) > SLOWEST_SECONDS  # type: ignore[index]  # it is there
    sizes = {
        name: int(size) * 1024 for name, size in re.findall(r"client_(\w+_size) (\d+)k;", said)
    }
    assert LARGEST_FORM < sizes["max_body_size"] <= sizes["body_buffer_size"]


def test_whatever_door_is_asked_a_slow_head_is_borne_no_longer_than_a_door_says() -> None:
    """nginx takes the time for heads from the server by default, before it knows which is meant."""
    [seconds] = re.findall(r"client_header_timeout (\d+)s;", nginx("boernestemme-door"))
    defaults = re.findall(r"default_server;(.*?)\n}", nginx(), re.DOTALL)
    assert len(defaults) == 2
    assert all(f"client_header_timeout {seconds}s;" in one for one in defaults)
