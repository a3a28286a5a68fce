"""Settings: what is missing or weak names itself and stops the start, in one line."""

import dataclasses
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from boernestemme import create_app
from boernestemme.domain.errors import SettingsMissing
from boernestemme.services.setting_up import make_key_files
from boernestemme.settings import FILE_NAME, LONGEST_CHILD_URL, PREFIX, Settings
from boernestemme.web.tools import NAME
from tests.factories import FORM_KEY, LINK_KEY, test_settings

SCRIPT = Path(sys.executable).parent / "boernestemme"
RIGHT = {"link_keys": LINK_KEY, "form_key": FORM_KEY, "child_url": "https://navn.dk"}
LONG_NAME = "https://" + "a" * (LONGEST_CHILD_URL - 7)
# What is wrong, and the name that the refusal must say.
WRONG: dict[str, tuple[dict[str, str | None], str]] = {
    "no link key": ({"link_keys": None}, "link_keys"),
    "an empty link key": ({"link_keys": ""}, "link_keys"),
    "a short link key": ({"link_keys": "abc"}, "link_keys"),
    "a link key of one letter": ({"link_keys": "a" * 40}, "link_keys"),
    "a weak key beside a strong one": ({"link_keys": f"{LINK_KEY},secret"}, "link_keys"),
    "nothing after the comma": ({"link_keys": f"{LINK_KEY},"}, "link_keys"),
    "a weak next key": ({"next_link_key": "abc"}, "next_link_key"),
    "no form key": ({"form_key": None}, "form_key"),
    "a short form key": ({"form_key": "0123456789"}, "form_key"),
    "a repeated form key": ({"form_key": "ab" * 20}, "form_key"),
    "no address": ({"child_url": None}, "child_url"),
    "plain http": ({"child_url": "http://navn.dk"}, "child_url"),
    "no scheme": ({"child_url": "navn.dk"}, "child_url"),
    "another scheme": ({"child_url": "ftp://navn.dk", "plain_http": "yes"}, "child_url"),
    "no name": ({"child_url": "https://"}, "child_url"),
    "a path": ({"child_url": "https://navn.dk/barn"}, "child_url"),
    "too long": ({"child_url": LONG_NAME}, "child_url"),
    "a language that is not there": ({"languages": "da,xx"}, "languages"),
    "half a list of languages": ({"languages": "da,"}, "languages"),
    "proxies in words": ({"trusted_proxies": "two"}, "trusted_proxies"),
    "fewer proxies than none": ({"trusted_proxies": "-1"}, "trusted_proxies"),
    "a second factor by halves": ({"second_factor": "sometimes"}, "second_factor"),
    "nobody may sign in": ({"local_accounts": "no"}, "local_accounts"),
}


def environment(folder: Path, changes: Mapping[str, str | None] = RIGHT) -> dict[str, str]:
    """The environment of a whole installation in ``folder``, with changes; None takes away."""
    values: dict[str, str | None] = {"instance": str(folder), **RIGHT, **changes}
    return {PREFIX + name.upper(): value for name, value in values.items() if value is not None}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with key files, and no setting in the environment."""
    make_key_files(tmp_path / "wrapping.key", tmp_path / "epoch")
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    return tmp_path


def set_all(monkeypatch: pytest.MonkeyPatch, values: Mapping[str, str]) -> None:
    """Put values into this process's environment."""
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def run_script(
    folder: Path, *words: str, **changes: str | None
) -> subprocess.CompletedProcess[str]:
    """The console script in a process of its own."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return subprocess.run(
        [str(SCRIPT), *words],
        env=bare | environment(folder, changes),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=30,
    )


def test_a_whole_installation_starts(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: what is refused below is refused for the one thing that was changed."""
    set_all(monkeypatch, environment(installed))
    tools = create_app().extensions[NAME]
    assert tools.links is not None
    assert tools.settings.link_keys == (LINK_KEY,)
    assert tools.settings.child_url == "https://navn.dk"


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_setting_names_itself_and_stops(
    installed: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    changes, name = WRONG[case]
    set_all(monkeypatch, environment(installed, changes))
    with pytest.raises(SettingsMissing) as refusal:
        create_app()
    said = str(refusal.value)
    assert name in said
    assert "\n" not in said
    assert LINK_KEY not in said
    assert FORM_KEY not in said


@pytest.mark.parametrize("words", [("housekeeping",), ("serve",), ("setup",)])
def test_the_command_says_it_in_one_line_with_status_1(installed: Path, words: tuple[str]) -> None:
    (installed / FILE_NAME).touch()
    done = run_script(installed, *words, form_key=None)
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert "form_key" in line
    assert f"{PREFIX}FORM_KEY" in line


@pytest.mark.parametrize("content", ["link_keys = [", "form_key = abc", "form_key = 'abc", "\0"])
def test_a_settings_file_that_cannot_be_read_says_so(
    installed: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    (installed / FILE_NAME).write_text(content)
    set_all(monkeypatch, environment(installed))
    with pytest.raises(SettingsMissing, match=FILE_NAME):
        create_app()


@pytest.mark.parametrize("keys", ["[]", '["short"]', "5", '[""]', "true"])
def test_a_wrong_list_of_keys_in_the_file_names_itself(
    installed: Path, monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    (installed / FILE_NAME).write_text(f"link_keys = {keys}\n")
    set_all(monkeypatch, environment(installed, {"link_keys": None}))
    with pytest.raises(SettingsMissing, match="link_keys"):
        create_app()


def test_the_environment_goes_before_the_file(installed: Path) -> None:
    (installed / FILE_NAME).write_text('board_name = "Filen"\ncaseworker_title = "sagsbehandler"\n')
    found = Settings.from_environment(environment(installed, {"board_name": "Miljøet"}))
    assert (found.board_name, found.caseworker_title) == ("Miljøet", "sagsbehandler")


@pytest.mark.parametrize(
    ("file", "given", "wanted"),
    [
        ("", None, None),
        ("languages = []", None, ()),
        ('languages = ["en", "ar"]', None, ("en", "ar")),
        ('languages = ["en"]', "ar, tr", ("ar", "tr")),
    ],
)
def test_languages_are_a_list_or_left_to_their_state(
    installed: Path, file: str, given: str | None, wanted: tuple[str, ...] | None
) -> None:
    (installed / FILE_NAME).write_text(file)
    found = Settings.from_environment(environment(installed, {"languages": given}))
    assert found.languages == wanted


def test_plain_http_is_taken_where_it_is_allowed(installed: Path) -> None:
    changes = {"child_url": "http://127.0.0.1:5000/", "plain_http": "yes"}
    assert Settings.from_environment(environment(installed, changes)).child_url.endswith("5000")


def test_an_address_of_just_the_longest_length_is_taken(installed: Path) -> None:
    url = LONG_NAME[:LONGEST_CHILD_URL]
    assert Settings.from_environment(environment(installed, {"child_url": url})).child_url == url


@pytest.mark.parametrize(
    ("file", "what"),
    [("wrapping.key", "wrapping key"), ("sign_in.key", "sign-in key"), ("epoch", "epoch")],
)
@pytest.mark.parametrize("damage", ["missing", "empty", "nonsense"])
def test_a_key_file_that_is_gone_or_damaged_stops_the_start(
    installed: Path, file: str, what: str, damage: str
) -> None:
    (installed / file).unlink()
    if damage != "missing":
        (installed / file).write_text("" if damage == "empty" else "nonsense")
    with pytest.raises(SettingsMissing, match=f"{what}.*{file}"):
        create_app(test_settings(installed, "sqlite://"))


def test_the_childs_process_starts_without_the_staffs_keys_and_holds_none(
    installed: Path,
) -> None:
    for name in ("wrapping.key", "sign_in.key"):
        (installed / name).unlink()
    app = create_app(test_settings(installed, "sqlite://"), audiences=("child",))
    assert app.extensions[NAME].links is None
    assert (app.extensions[NAME].sign_in_key, app.extensions[NAME].providers) == (b"", None)
    assert not any(rule.rule.startswith("/raadgiver") for rule in app.url_map.iter_rules())


def test_the_childs_process_holds_the_wrapping_key_nowhere_even_where_it_lies_there(
    installed: Path,
) -> None:
    key = (installed / "wrapping.key").read_bytes()
    settings = test_settings(installed, "sqlite://")
    childs = create_app(settings, audiences=("child",))
    staffs = create_app(settings, audiences=("caseworker",))
    assert key not in set(held(childs.extensions[NAME], set()))
    assert key not in set(held(childs.config, set()))
    assert key in set(held(staffs.extensions[NAME], set())), "the control: the search can find it"


def held(thing: object, seen: set[int]) -> Iterator[bytes]:
    """Every bytes value that an object holds, however deep."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if isinstance(thing, bytes):
        yield thing
    inside = thing if isinstance(thing, Mapping) else getattr(thing, "__dict__", {})
    beside = thing if isinstance(thing, tuple | list | set | frozenset) else ()
    for part in (*inside.values(), *beside):
        yield from held(part, seen)


@pytest.mark.parametrize("audiences", [("child", "leader"), ("",), ("Child",)])
def test_an_unknown_audience_is_refused(installed: Path, audiences: tuple[str, ...]) -> None:
    with pytest.raises(SettingsMissing, match="audience"):
        create_app(test_settings(installed, "sqlite://"), audiences=audiences)


def test_settings_are_frozen(settings: Settings) -> None:
    for field in dataclasses.fields(settings):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(settings, field.name, None)
