"""The three doors as processes: no private key in the child's, and F16: no canary in any log."""

import os
from collections import Counter
from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy import select

from boernestemme.domain.period import half_year_of
from boernestemme.storage import backup_key, delivery_key, statistics_secret
from boernestemme.storage.db import session
from boernestemme.storage.municipality_keys import MunicipalityKeyRow
from boernestemme.storage.wrapping import read_key, unwrap
from tests.night.runs import Run
from tests.operating.proxy import NGINX, running
from tests.stolen.canaries import hits
from tests.stolen.logs import Written
from tests.stolen.memory import MemoryClosed, Search, forms, found_in
from tests.stolen.three_doors import SIGN_IN, WRAPPING, ThreeDoors, now

BY_DAY, ROUNDS, EACH = 4, 20, 50
NOBODYS_PID = 2**22 + 1  # larger than Linux gives
RAW = (Encoding.Raw, PrivateFormat.Raw, NoEncryption())


@pytest.fixture(scope="module")
def keys(doors: ThreeDoors) -> dict[str, bytes]:
    """Every private key of the installation and of its operator, by name."""
    folder, statistics = doors.folder, doors.folder / "statistics"
    delivery_key.make_if_absent(statistics)
    backup_key.make_pair(folder / "backup.private", folder / "backup.public")
    wrapping, period = read_key(folder / WRAPPING), half_year_of(now())
    statistics_secret.make_if_absent(statistics, period)
    found = {
        "wrapping": wrapping,
        "sign-in": read_key(folder / SIGN_IN),
        "statistics": statistics_secret.private_key(statistics, period).private_bytes(*RAW),
        "people": statistics_secret.people_key(statistics, period),
        "delivery": delivery_key.opening_key(statistics).private_bytes(*RAW),
        "signing": delivery_key.signing_key(statistics).private_bytes(*RAW),
        "backup": backup_key.read_private(folder / "backup.private").private_bytes(*RAW),
    }
    with doors.inside():
        for row in session().scalars(select(MunicipalityKeyRow)):
            raw = unwrap(wrapping, row.id, bytes(row.wrapped_private_key))
            found[f"municipality {row.municipality}"] = raw
    for file in statistics.iterdir():
        found[f"file {file.name}"] = file.read_bytes()
    return found


def held(doors: ThreeDoors, name: str, keys: dict[str, bytes]) -> set[str]:
    """The keys that the processes of a door hold in any form."""
    found = (found_in(pid, keys) for pid in doors.doors[name].family())
    return {one.partition(",")[0] for one in set().union(*found)}


def test_the_childs_process_holds_no_private_key(doors: ThreeDoors, keys: dict[str, bytes]) -> None:
    assert len(doors.doors["child"].family()) == 3, "the first process and both workers"
    assert len(keys) > 8
    assert held(doors, "child", keys) == set()


def test_the_control_the_same_scan_finds_what_the_staffs_process_holds(
    doors: ThreeDoors, keys: dict[str, bytes]
) -> None:
    found = held(doors, "staff", keys)
    assert {"wrapping", "sign-in", "municipality 0265"} <= found
    assert found & {"statistics", "people", "delivery", "signing", "backup"} == set()


def test_every_form_of_a_key_is_found() -> None:
    sought = dict(forms(os.urandom(32)))
    assert Search(sought).found_in(b"\0x".join(sought.values())) == set(sought)


def test_a_memory_that_is_closed_is_said_plainly() -> None:
    with pytest.raises(MemoryClosed, match="this test needs Linux, and root"):
        found_in(NOBODYS_PID, {"own": bytes(32)})


@pytest.fixture(scope="module")
def written(doors: ThreeDoors, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """The doors behind nginx with our sample, and behind one with the usual logs."""
    if NGINX is None:
        pytest.skip("nginx is missing: apt install nginx-light")
    ports = zip(("8001", "8002", "8003"), doors.doors.values(), strict=True)
    behind = {said: door.port for said, door in ports}
    folders = [tmp_path_factory.mktemp(name) for name in ("ours", "usual")]
    with running(folders[0], behind) as ours, running(folders[1], behind, stock=True) as usual:
        yield Written(doors, ours, usual)


def look(written: Written, many: int, seed: str, figures: dict[str, float]) -> Counter[str]:
    """Send so many; what of them was written anywhere, and what the usual log tells."""
    those = written.send(many, seed)
    found = hits(written.everything(), those)
    usual = hits([written.usual.logs().encode()], those)
    assert usual["token"] == many
    figures |= {"canaries": many, "hits": sum(found.values()), "usual": usual["token"]}
    return found


def test_no_token_word_name_or_number_stands_in_any_log(written: Written) -> None:
    assert look(written, BY_DAY, "day", {}) == {}
    assert {200, 303, 400, 404, 405, 413, 422, 503} <= set(written.statuses), written.statuses
    assert any(b"induced" in said for said in written.everything()), "the faults were noted"


@pytest.mark.night
def test_F16_none_of_a_thousand_canaries_stands_in_any_log(written: Written) -> None:
    run = Run("F16", ("canaries",))
    for number, figures in run.rounds("canaries", ROUNDS):
        assert look(written, EACH, f"{run.seed} {number}", figures) == {}
    run.close(
        f"{run.sum('canaries'):.0f} links with words, names, addresses and numbers through three "
        f"doors, {run.sum('hits'):.0f} hits",
        f"the usual access log tells {run.sum('usual'):.0f} links",
    )
