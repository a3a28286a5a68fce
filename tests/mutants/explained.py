"""Mutants that no test can see, and why: by function and change, in whatever file."""

EXPLAINED: dict[str, str] = {
    "hash_of_forged: b'forged:' -> b'Xforged:'": "any prefix that no link has keeps them apart",
    "_possible: 1 -> 2": "the whole is a multiple of five, so the range ends at the same count",
}
