"""Mutants that no test can see, and why: by function and change, in whatever file."""

EXPLAINED: dict[str, str] = {
    "hash_of_forged: b'forged:' -> b'Xforged:'": "any prefix that no link has keeps them apart",
    "is_first_of_chain: 1 -> 2": "one row is taken of them, however many come",
    "was_chain_answered: 1 -> 2": "one row is taken of them, however many come",
    "_possible: 1 -> 2": "the whole is a multiple of five, so the range ends at the same count",
}
