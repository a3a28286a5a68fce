"""`boernestemme release …`: a half-year is frozen, approved by two, and shown as it is."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from boernestemme import create_app
from boernestemme.domain.marks import BoxKind, MixClass, Taps, taps_to_bytes
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period, parse_period
from boernestemme.domain.release_table import COLUMNS
from boernestemme.services import second_factors
from boernestemme.services.signing_in import TRIES_FOR_ONE
from boernestemme.services.statistics_keys import StatisticsKeeper
from boernestemme.settings import Settings
from boernestemme.storage import accounts, mixer_box
from boernestemme.storage.db import db, transaction
from boernestemme.storage.mark_sealing import seal_item
from boernestemme.web.tools import tools
from tests.cli.console import Console, Ran
from tests.factories import PASSWORD
from tests.knocking import code_of
from tests.release_factory import freeze as store
from tests.release_factory import release
from tests.services.half_years import put_country

BOARD = ("anna", "bo", "clara")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Console:
    """An installation with three people of the board and a case worker; no half-year yet."""
    console = Console(tmp_path_factory.mktemp("office") / "instance")
    console.run("setup", "--child-url", "https://hej.example")
    for name in BOARD:
        options = ("--role", "board", "--first-name", name.title())
        added = console.run("user", "add", f"{name}@test.example", *options, typed=PASSWORD)
        assert (added.status, added.err) == (0, "")
    console.run("municipality", "add", "0265", "Roskilde", "--call-number", "12")
    place = ("--municipality", "0265", "--first-name", "Mette")
    mette = ("mette@test.example", "--role", "caseworker", *place)
    assert console.run("user", "add", *mette, typed=PASSWORD).status == 0
    return console


@contextmanager
def inside(console: Console) -> Iterator[Path]:
    """The app's context; the folder of the half-years' secrets."""
    settings = Settings.from_environment(console.environment())
    with create_app(settings).app_context():
        yield settings.statistics_folder
        db.session.remove()
        db.engine.dispose()


def half_year(console: Console, text: str) -> str:
    """A closed half-year with answers, one for each test: what is frozen stays."""
    period = parse_period(text)
    assert period is not None
    with inside(console):
        put_country(period)
    return text


def approve(console: Console, period: str, name: str, password: str = PASSWORD) -> Ran:
    email = f"{name}@test.example"
    return console.run("release", "approve", period, "--as", email, typed=password + "\n")


def listed(console: Console, period: str) -> str:
    lines = console.run("release", "list").out.splitlines()
    return next(line for line in lines if line.startswith(period))


def refusal(done: Ran) -> str:
    assert (done.status, done.out, len(done.lines_of_why)) == (1, "", 1)
    assert PASSWORD not in done.err
    return done.err


def test_the_whole_way_from_answers_to_a_published_release(office: Console) -> None:
    period = half_year(office, "2020H1")
    frozen = office.run("release", "freeze", period)
    assert (frozen.status, frozen.err) == (0, "")
    assert "4 of 98 municipalities" in frozen.out
    assert "figures hidden because of it: 0." in frozen.out
    assert "draft (0 of 2 approvals)" in listed(office, period)
    assert "one more person" in approve(office, period, "anna").out
    assert "draft (1 of 2 approvals)" in listed(office, period)
    assert ", published." in approve(office, period, "bo").out
    assert "published" in listed(office, period)
    shown = office.run("release", "show", period, "--format", "json").out
    assert hashlib.sha256(shown.encode()).hexdigest() in listed(office, period)
    assert json.loads(shown)["taking_part"] == 4
    table = office.run("release", "show", period, "--format", "csv").out.splitlines()
    assert table[0] == ",".join(COLUMNS)
    assert len(table) == 1 + len(json.loads(shown)["figures"])


def test_a_correction_is_made_beside_what_is_published(office: Console) -> None:
    period = half_year(office, "2019H1")
    note = ("--note", "En kommune var talt to gange.")
    assert "not frozen" in refusal(office.run("release", "correct", period, *note))
    office.run("release", "freeze", period)
    assert "waits for its two" in refusal(office.run("release", "correct", period, *note))
    for name in ("anna", "bo"):
        approve(office, period, name)
    first = listed(office, period)
    assert "everybody" in refusal(office.run("release", "correct", period, "--note", " "))
    assert office.run("release", "correct", period).status == 2
    done = office.run("release", "correct", period, *note)
    assert (done.status, done.err) == (0, "") and "number 2, a draft" in done.out
    assert "number 2, draft (0 of 2 approvals)" in listed(office, period)
    assert first in office.run("release", "list").out, "what is published stays"
    for name in ("anna", "bo"):
        approve(office, period, name)
    shown = json.loads(office.run("release", "show", period, "--format", "json").out)
    assert (shown["number"], shown["note"]) == (2, note[1])
    assert "number 2, published" in listed(office, period)


def put_sealed(folder: Path, period: Period, number: int) -> None:
    with transaction():
        key = StatisticsKeeper(folder).public_key(period)
        what = MixClass(BoxKind.TAPS, "0461", period, AgeGroup.YOUNGER, is_first=True)
        values = dict.fromkeys(("heard", "voice", "space", "next"), "yes")
        content = taps_to_bytes(Taps(1, True, values))
        for _ in range(number):
            mixer_box.add(what, seal_item(key, what, content))


def test_freezing_mixes_first_and_destroys_the_key(office: Console) -> None:
    with inside(office) as folder:
        put_sealed(folder, Period(2020, 2), 4)
    assert (folder / "2020H2.secret").exists()
    done = office.run("release", "freeze", "2020H2")
    assert (done.status, done.err) == (0, "")
    assert "1 of 98" in done.out
    assert not (folder / "2020H2.secret").exists()


def test_what_cannot_be_read_stops_a_freeze_until_somebody_decides(office: Console) -> None:
    period = half_year(office, "2021H1")
    with inside(office) as folder:
        put_sealed(folder, Period(2021, 1), 1)
        with transaction():
            what = MixClass(BoxKind.TAPS, "0461", Period(2021, 1), AgeGroup.OLDER, is_first=True)
            mixer_box.add(what, b"\x00" * 100)
    assert "run housekeeping" in refusal(office.run("release", "freeze", period))
    office.run("housekeeping", "--discard-unreadable", period)
    assert office.run("release", "freeze", period).status == 0


def test_housekeeping_finishes_a_freeze_that_left_its_key(office: Console) -> None:
    period = half_year(office, "2021H2")
    assert office.run("release", "freeze", period).status == 0
    with inside(office) as folder:
        put_sealed(folder, Period(2021, 2), 0)
    assert (folder / "2021H2.secret").exists()
    assert office.run("housekeeping").status == 0
    assert not (folder / "2021H2.secret").exists()


def test_what_is_refused_says_why_in_one_line(office: Console) -> None:
    period = half_year(office, "2022H1")
    assert "31st day" in refusal(office.run("release", "freeze", "2099H1"))
    assert "nothing was answered" in refusal(office.run("release", "freeze", "2001H1"))
    assert "not frozen" in refusal(approve(office, period, "anna"))
    assert "not frozen" in refusal(office.run("release", "show", period))
    assert office.run("release", "freeze", period).status == 0
    assert "frozen already" in refusal(office.run("release", "freeze", period))
    assert approve(office, period, "anna").status == 0
    assert "another person" in refusal(approve(office, period, "anna"))
    assert "only the board" in refusal(approve(office, period, "mette"))
    assert approve(office, period, "bo").status == 0
    assert "published already" in refusal(approve(office, period, "clara"))


def test_a_wrong_password_approves_nothing_and_tries_are_limited(office: Console) -> None:
    period = half_year(office, "2022H2")
    office.run("release", "freeze", period)
    for _ in range(TRIES_FOR_ONE):
        assert "do not fit" in refusal(approve(office, period, "nobody", "forkert kodeord"))
    assert "too many tries" in refusal(approve(office, period, "nobody"))
    assert "do not fit" in refusal(approve(office, period, "clara", ""))
    assert "0 of 2" in listed(office, period)
    assert approve(office, period, "clara").status == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("freeze", "2026H3"),
        ("freeze", "2026"),
        ("freeze", "0000H1"),
        ("freeze", "9999H2"),
        ("freeze",),
        ("approve", "2026H1"),
        ("approve", "i går", "--as", "anna@test.example"),
        ("show", "2026H1", "--format", "xml"),
        ("show", "2026-1"),
    ],
)
def test_wrong_use_is_exit_status_two(office: Console, arguments: tuple[str, ...]) -> None:
    assert office.run("release", *arguments, typed=PASSWORD).status == 2


def test_the_boards_log_is_one_of_the_chains(office: Console) -> None:
    done = office.run("accesslog", "verify")
    assert done.status == 0 and done.out.startswith("Whole: 2 chains, ")


def with_an_app(console: Console, name: str) -> str:
    """Let somebody set an app up; its secret."""
    with inside(console):
        account, key = accounts.by_email(f"{name}@test.example"), tools().sign_in_key
        assert account
        with transaction():
            second_factors.propose(account.id, key)
        offer = second_factors.offer(account.id, key)
        assert offer
        moment = datetime.now(UTC) - timedelta(seconds=30)  # its next code is still to come
        with transaction():
            second_factors.confirm(account.id, key, code_of(offer.secret, moment), moment)
    return offer.secret


def test_whoever_has_a_second_factor_types_its_code_too(office: Console) -> None:
    period = half_year(office, "2023H1")
    assert office.run("release", "freeze", period).status == 0
    secret = with_an_app(office, "clara")
    for code in ("", "\n000000"):
        assert "code does not fit" in refusal(approve(office, period, "clara", PASSWORD + code))
    code = code_of(secret, datetime.now(UTC))
    assert "one more person" in approve(office, period, "clara", f"{PASSWORD}\n{code}").out


def test_an_audit_is_shown_and_fails_where_a_count_is_too_narrow(office: Console) -> None:
    period = half_year(office, "2016H1")
    assert "not frozen" in refusal(office.run("release", "audit", period))
    assert office.run("release", "freeze", period).status == 0
    done = office.run("release", "audit", period)
    assert (done.status, done.err) == (0, "")
    assert "10-17 heard: " in done.out and "Holds: " in done.out.splitlines()[-1]
    with inside(office):
        store(release(Period(2016, 2), protection=None))
    failed = office.run("release", "audit", "2016H2")
    assert failed.status == 1 and "cannot be approved" in failed.err
    assert "København, yes: " in failed.out
