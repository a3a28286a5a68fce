"""What a backup tells of itself comes back as it was, and nothing else is taken for it."""

import json
from datetime import UTC, datetime

import pytest

from boernestemme.domain.backup import DatabaseKind, Manifest, manifest_from

MANIFEST = Manifest(
    kind=DatabaseKind.POSTGRESQL,
    schema="0017",
    taken_at=datetime(2027, 3, 9, 2, 40, tzinfo=UTC),
    epoch=3,
    keys=("a" * 32, "b" * 32),
    ledger_bytes=120,
)


def test_it_comes_back_as_it_was() -> None:
    assert manifest_from(MANIFEST.to_bytes()) == MANIFEST


@pytest.mark.parametrize("name", ["kind", "schema", "taken_at", "epoch", "keys", "ledger_bytes"])
def test_each_part_must_be_there_and_be_of_its_kind(name: str) -> None:
    read = json.loads(MANIFEST.to_bytes())
    without = {other: value for other, value in read.items() if other != name}
    with pytest.raises(ValueError):
        manifest_from(json.dumps(without).encode())
    if name != "schema":  # any text may be one; whether it is known the migrations tell
        with pytest.raises(ValueError):
            manifest_from(json.dumps(read | {name: "x"}).encode())


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"7", b"{", b"\xff", b'"kind"'])
def test_anything_else_is_no_manifest(content: bytes) -> None:
    with pytest.raises(ValueError):
        manifest_from(content)
