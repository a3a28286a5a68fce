"""A delivery's file: opened by the board's key, under its own label, as its municipality signed."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from boernestemme.domain.delivery import Label
from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.period import Period
from boernestemme.storage.delivery_opening import SIGNATURE_BYTES, check_signature, open_delivery
from boernestemme.storage.delivery_sealing import seal_and_sign
from boernestemme.storage.sealing import FORMAT

BOARD, ANOTHER = X25519PrivateKey.generate(), X25519PrivateKey.generate()
SIGNER, FORGER = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
LABEL = Label("0751", Period(2027, 1))
LINE = len(LABEL.to_bytes())
CONTENT = b"what was counted"
FILE = seal_and_sign(BOARD.public_key().public_bytes_raw(), SIGNER, LABEL, CONTENT)
SEALED = FILE[LINE:-SIGNATURE_BYTES]


def public(signer: Ed25519PrivateKey = SIGNER) -> bytes:
    return signer.public_key().public_bytes_raw()


def signed(sealed: bytes) -> bytes:
    """A file with anything else in it, which bears the right signature all the same."""
    closed = LABEL.to_bytes() + sealed
    return closed + SIGNER.sign(closed)


def test_it_opens_under_its_label_and_bears_its_signature() -> None:
    assert FILE.startswith(LABEL.to_bytes() + bytes([FORMAT]))
    check_signature(public(), FILE)
    assert open_delivery(BOARD, LABEL, FILE) == CONTENT
    assert open_delivery(BOARD, LABEL, signed(SEALED)) == CONTENT, "the control of what follows"


@pytest.mark.parametrize(
    ("signer", "file"),
    [
        (public(FORGER), FILE),
        (public()[1:], FILE),
        (public(), FILE[:-1]),
        (public(), FILE + b"\n"),
        (public(), b"\n" + FILE),
        (public(), b""),
    ],
    ids=["another's", "no key", "cut", "longer", "with more before it", "nothing"],
)
def test_what_its_municipality_did_not_sign_just_so_is_refused(signer: bytes, file: bytes) -> None:
    with pytest.raises(CannotOpen, match="^signature of a delivery$"):
        check_signature(signer, file)


@pytest.mark.parametrize(
    "label",
    [
        Label("0360", LABEL.period),
        Label("0751", LABEL.period.next),
        Label("0751", LABEL.period, format=1),
    ],
    ids=["municipality", "half-year", "format"],
)
def test_under_another_label_it_does_not_open(label: Label) -> None:
    assert len(label.to_bytes()) == LINE
    with pytest.raises(CannotOpen, match="^delivery$"):
        open_delivery(BOARD, label, FILE)


def test_another_boards_key_and_a_changed_file_do_not_open() -> None:
    with pytest.raises(CannotOpen, match="^delivery$"):
        open_delivery(ANOTHER, LABEL, FILE)
    for sealed in (SEALED[:-1], SEALED + b"\0", SEALED[:20]):
        with pytest.raises(CannotOpen, match="^delivery$"):
            open_delivery(BOARD, LABEL, signed(sealed))


@pytest.mark.parametrize("number", [0, FORMAT + 1, 255])
def test_a_sealing_of_another_format_is_named_though_the_rest_would_open(number: int) -> None:
    for sealed in (bytes([number]) + SEALED[1:], b""):
        with pytest.raises(CannotOpen, match="^format$"):
            open_delivery(BOARD, LABEL, signed(sealed))
