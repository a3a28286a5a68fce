"""F9: forged tokens: none of a million is read."""

import random

import pytest

from boernestemme.storage.ids import LINK_ID_BYTES
from tests.fuzz.forgers import KEY, KINDS, SIGNER, Believing, accepted
from tests.night.runs import Run

ROUNDS, EACH, BY_DAY, CONTROLS = 100, 10_000, 2_000, 10_000


def own_read(seed: str, many: int) -> int:
    """How many of our own the reader takes."""
    chance = random.Random(seed)
    links = [chance.randbytes(LINK_ID_BYTES) for _ in range(many)]
    return sum(SIGNER.read(SIGNER.sign(link)) == link for link in links)


def test_no_forged_token_is_read() -> None:
    assert accepted(SIGNER, "day", BY_DAY) == 0


def test_our_own_are_read_and_a_reader_that_skips_the_signature_believes_the_others() -> None:
    """The controls: the harness is neither deaf nor do its forgeries look like nothing."""
    assert own_read("day", BY_DAY) == BY_DAY
    assert accepted(Believing((KEY,), 3), "day", BY_DAY) > BY_DAY / len(KINDS)


def test_other_spellings_of_the_same_bytes_are_the_same_link() -> None:
    """As a mail program may write them; they are one link with one lock."""
    link = random.Random("spelling").randbytes(LINK_ID_BYTES)
    spellings = [SIGNER.sign(link) + more for more in ("=", "==")]
    assert [SIGNER.read(token) for token in spellings] == [link] * len(spellings)


@pytest.mark.night
def test_F9_none_of_a_million_forged_tokens_is_read() -> None:
    run = Run("F9", ("forged", "controls"))
    for number, figures in run.rounds("forged", ROUNDS):
        figures["tokens"] = EACH
        figures["accepted"] = accepted(SIGNER, f"{run.seed} {number}", EACH)
    for _, figures in run.rounds("controls"):
        figures["believed"] = accepted(Believing((KEY,), 3), f"{run.seed}", CONTROLS)
        assert own_read(f"{run.seed}", CONTROLS) == CONTROLS
        assert figures["believed"] > CONTROLS / len(KINDS)
    read = run.sum("accepted")
    run.close(
        f"{run.sum('tokens'):.0f} tokens of {len(KINDS)} kinds, {read:.0f} accepted",
        f"a reader that skips the signature accepts {run.sum('believed'):.0f} of {CONTROLS}",
        passed=not read,
    )
    assert not read
