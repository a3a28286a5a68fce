"""The drawing on each tile: it says the answer again, for a child that does not read yet.

Scales are shapes of one size: no faces, no hands.
"""

PREFIXES = {
    "topics": "topic",
    "persons": "person",
    "place": "place",
    "needs": "need",
    "knows_purpose": "scale",
    "not_for_parents": "scale",
    "keep_needs": "scale",
}
TICKS = {"alone_first": "user", "want_bisidder": "users", "tell_in_person": "lock"}
OTHERS = {
    "talk_to": {"caseworker": "user", "other": "users", "": "scale-no"},
    "helped_by": {
        "alone": "user",
        "teacher": "person-laerer",
        "home": "place-bosted",
        "family": "topic-foraeldre",
        "caseworker": "topic-raadgiver",
        "other": "users",
    },
    "next_time": {
        "lyt_mere": "next-lyt_mere",
        "mere_tid": "clock",
        "faerre_voksne": "need-faa_voksne",
        "alene": "user",
        "forklar": "need-svaere_ord",
        "pauser": "need-pause",
        "fint": "topic-glad",
        "have_en_med": "users",
        "andet_sted": "place-gaatur",
        "spoerg_mere": "help",
        "god_tid": "next-god_tid",
        "hold_det": "next-hold_det",
        "kortere": "next-kortere",
    },
}


def icon_of(question: str, code: str) -> str | None:
    """The icon of one answer, or None where it has none."""
    if question in OTHERS:
        return OTHERS[question].get(code)
    prefix = PREFIXES.get(question)
    return TICKS.get(question) if prefix is None else f"{prefix}-{code}"


def scale_icon(code: str) -> str:
    """The icon of one answer on a scale."""
    return f"scale-{code}"
