"""Every programme that is asked for, what it shows, and the tests that run it whole."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Programme:
    """What a programme shows, and where; without a file it is not built yet.

    ``needs`` tells what no machine for tests has and it cannot do without.
    """

    shows: str
    files: tuple[str, ...] = ()
    needs: str = ""


PROGRAMMES = {
    "F1": Programme(
        "four processes send for the same links at once; each takes one answer",
        ("tests/races/test_redemption_race.py",),
    ),
    "F1b": Programme(
        "the same over HTTP, while links are revoked, moved and keys rotated",
        ("tests/races/test_over_http.py",),
    ),
    "F2": Programme(
        "`kill -9` in mid-work loses nothing that was acknowledged",
        ("tests/crash/test_killing.py",),
    ),
    "F3": Programme(
        "the disk has it before the child is thanked, by system-call trace",
        ("tests/crash/test_syncing.py",),
    ),
    "F3b": Programme("the same after a real power cut", needs="a machine whose power can be cut"),
    "F4": Programme(
        "disk full, read-only, services down: plain message, recovery by itself",
        ("tests/crash/test_troubles.py", "tests/crash/test_services_down.py"),
    ),
    "F5": Programme(
        "retries, double taps and replays store exactly one answer",
        ("tests/races/test_over_http.py",),
    ),
    "F6": Programme(
        "odd requests over every route and malformed bytes: no 5xx, no trace, no change by GET",
        ("tests/fuzz/test_requests.py", "tests/fuzz/test_sockets.py"),
    ),
    "F7": Programme(
        "a model of links and answers never differs from the program",
        ("tests/model/test_model.py",),
    ),
    "F8": Programme(
        "who may open what, over every route, role, relation and method",
        ("tests/authorisation/test_matrix.py",),
    ),
    "F9": Programme("forged tokens: none is read", ("tests/fuzz/test_forged_tokens.py",)),
    "F9b": Programme(
        "guessing the two words is no better than chance, and five tries are five",
        ("tests/fuzz/test_guessed_words.py",),
    ),
    "F10": Programme(
        "link scanners consume and submit nothing", ("tests/browser/test_scanners.py",)
    ),
    "F11": Programme("a seized phone holds no answer", ("tests/browser/test_canaries.py",)),
    "F12": Programme(
        "Back, Forward, reload and restore show nothing after *Skjul*, *Send* and *Slet*",
        ("tests/browser/test_hide.py",),
    ),
    "F13": Programme(
        "a stolen dump without the wrapping key opens nothing",
        ("tests/stolen/test_stolen_backup.py",),
    ),
    "F14": Programme(
        "total loss: everything is back, a hundred times in a row and at full size",
        ("tests/operating/test_restore_drill.py",),
    ),
    "F15": Programme(
        "every change of the access log is found, and where",
        ("tests/fuzz/test_log_tampering.py",),
    ),
    "F16": Programme("no token, word or answer in any log", ("tests/stolen/test_doors.py",)),
    "F17": Programme(
        "attackers on a thousand invented years find nobody",
        ("tests/statistics/test_adversaries.py",),
    ),
    "F18": Programme(
        "limits are exact, and lock nobody else out",
        (
            "tests/limits/test_counted_tries.py",
            "tests/limits/test_pumping.py",
            "tests/limits/test_slow_clients.py",
        ),
    ),
    "F19": Programme("sessions: fixation, reuse and theft", ("tests/limits/test_sessions.py",)),
    "F20": Programme(
        "keys rotate while children send",
        ("tests/services/test_key_rotation.py", "tests/races/test_rotating_over_http.py"),
    ),
    "F21": Programme("tampered or unpinned parts are refused", ("tests/supply/test_attacks.py",)),
    "F22": Programme(
        "ten minutes of children without a pause: nothing fails, nothing piles up",
        ("tests/load/test_soak.py",),
    ),
    "F23": Programme(
        "mutants of the five parts that matter are killed", ("tests/mutants/test_mutants.py",)
    ),
    "F24": Programme(
        "headers do in the browser what they say", ("tests/browser/test_headers_behave.py",)
    ),
    "F25": Programme(
        "an invented child goes through production every hour", needs="an installation in use"
    ),
    "F26": Programme(
        "people try to read over a child's shoulder", needs="young people and a survivors' group"
    ),
    "DEV-09": Programme(
        "at most five seconds of typing are lost", ("tests/browser/test_typing_loss.py",)
    ),
    "OPS-upgrade": Programme(
        "upgrading keeps every word, and the copy leads back", ("tests/operating/test_upgrade.py",)
    ),
    "STA-audit": Programme(
        "a solver reads nothing out of a hundred whole years",
        ("tests/services/test_auditing_years.py",),
    ),
}
