"""Nobody who has copies of everything but the half-year's secret links taps to a meeting.

The adversary copies the whole database before and after every answer and every run of the mixer,
reads all logs and holds all staff keys. Each control takes one protection away, and the same
adversary must then find the links.
"""

import json
import logging
from collections.abc import Iterator, Mapping
from datetime import datetime

from boernestemme.domain.instruments.after import VERSION
from boernestemme.domain.marks import Taps, taps_of, taps_to_bytes
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.services import answering_after, mixing
from boernestemme.services.box_reading import read_all
from boernestemme.services.entering import draft_purpose, sent_mark
from boernestemme.services.housekeeping import keep_house
from boernestemme.services.visiting import Visit
from boernestemme.storage import claims, drafts, events, marks, mixer_box, statistics_secret
from boernestemme.storage.db import db, transaction
from boernestemme.storage.mark_opening import BoxOpener
from tests.adversary.guessing import most_by_chance
from tests.adversary.linking import Links, all_ways, links_found
from tests.adversary.stage import PERIOD, Stage
from tests.adversary.watching import Adversary

OLDER, YOUNGER = AgeGroup.OLDER, AgeGroup.YOUNGER
FEWEST_WAYS = 500
CODE = "0265"


def mix(stage: Stage) -> None:
    """Housekeeping, and the adversary looks again."""
    keep_house(stage.world.tools.settings.erasure_ledger, stage.world.clock())
    stage.look()
    mixing.mix_all(stage.world.tools.settings.statistics_folder, stage.world.clock())
    stage.look()


def three_rounds(stage: Stage) -> None:
    """Children of two municipalities and both age groups, some for the second time, some helped."""
    again = stage.children("mette", OLDER, 10)
    for number in range(3):
        coming = again if number == 0 else []
        if number:
            seen = [child.link for child in again[number * 5 - 5 : number * 5]]
            coming = stage.children("mette", OLDER, 5, chains=seen)
            coming += stage.children("jonas", OLDER, 10)
        for by, age_group in (("nadia", YOUNGER), ("sofie", OLDER), ("karim", YOUNGER)):
            coming += stage.children(by, age_group, 10 + number % 2, is_helped=by == "karim")
        coming += [stage.absent("jonas", OLDER), stage.absent("sofie", OLDER)]
        stage.answer(coming)
        mix(stage)


def most_links(stage: Stage, ways: Mapping[str, Links]) -> tuple[int, int]:
    """What the best of his ways found, picked with the truth in hand, and what chance may find."""
    assert len(ways) > FEWEST_WAYS, "he has gone blind"
    [(_, links)] = links_found(ways, stage.truth).most_common(1)
    return links, most_by_chance(len(stage.adversary.batches), len(ways))


def test_copies_logs_and_staff_keys_link_no_better_than_guessing(stage: Stage) -> None:
    three_rounds(stage)
    batches = stage.adversary.batches
    assert len(batches) >= 12
    assert all(len(batch.marks) == len(batch.meetings) >= 10 for batch in batches)
    assert {said for batch in batches for said in batch.marks} == set(stage.truth)
    ways = all_ways(stage.adversary)
    links, by_chance = most_links(stage, ways)
    assert links <= by_chance < len(stage.truth) / 2
    for certain in ("opened with a key he holds", "alone in its batch", "same transaction"):
        assert ways[certain] == {}


def send_at_once(visit: Visit, words: Mapping[str, str], now: datetime) -> None:
    """The control: the mark is written in the claim's own transaction."""
    link = visit.invitation
    taps = taps_of(link.age_group, VERSION, visit.draft.answers)
    with transaction():
        assert claims.claim_after(link.id, now, sent_mark(visit.browser, link.id, Phase.AFTER))
        marks.add_all([row_of(link.municipality, link.age_group, taps)])
        events.add(link.municipality, link.meeting_id, events.AFTER_SENT, now.date())
        drafts.destroy(visit.browser.hash, link.id)


def row_of(municipality: str, age_group: AgeGroup, taps: Taps) -> dict[str, object]:
    return {
        "municipality": municipality,
        "period": str(PERIOD),
        "age_group": age_group,
        "version": taps.version,
        "is_first": True,
        "is_helped": False,
        "is_interpreted": False,
        "influence": None,
        **taps.values,
    }


def test_marks_written_while_the_link_is_spent_are_all_linked(stage: Stage) -> None:
    stage.send = send_at_once
    late = Adversary([])
    late.see(stage.copier.take())
    stage.answer(stage.children("mette", OLDER, 8) + stage.children("karim", YOUNGER, 8))
    assert all_ways(stage.adversary)["alone in its batch"] == stage.truth
    late.see(stage.copier.take())
    if db.engine.dialect.name == "postgresql":
        assert all_ways(late)["same transaction"] == stage.truth


def mix_in_order(stage: Stage) -> None:
    """The control: a mixer that does not shuffle."""
    folder = stage.world.tools.settings.statistics_folder
    with transaction():
        waiting = mixer_box.waiting(PERIOD, CODE)
        read = read_all(waiting, BoxOpener(folder, PERIOD), CODE)
        mixer_box.take([one.item.id for one in read])
        new = [row for one in read for row in one.rows]
        marks.add_all(marks.take_all(PERIOD, CODE) + new)
    stage.look()


def test_a_mixer_that_does_not_shuffle_is_caught(stage: Stage) -> None:
    for _ in range(4):
        stage.answer(stage.children("mette", OLDER, 10))
        mix_in_order(stage)
    links, by_chance = most_links(stage, all_ways(stage.adversary))
    assert by_chance < links


def test_with_the_secret_of_the_half_year_all_that_waits_is_linked(stage: Stage) -> None:
    folder = stage.world.tools.settings.statistics_folder
    children = stage.children("mette", OLDER, 4) + stage.children("karim", YOUNGER, 4)
    stage.adversary.keys.append(statistics_secret.private_key(folder, PERIOD))
    stage.answer(children)
    assert all_ways(stage.adversary)["opened with a key he holds"] == stage.truth


def send_and_tell(visit: Visit, words: Mapping[str, str], now: datetime) -> None:
    """The control: a log is told what was tapped."""
    taps = taps_of(visit.invitation.age_group, VERSION, visit.draft.answers)
    logging.getLogger("boernestemme").info("counting %s", taps_to_bytes(taps).decode())
    answering_after.send_after(visit, words, now)


def test_a_log_that_tells_the_taps_is_read(stage: Stage) -> None:
    stage.send = send_and_tell
    stage.answer(stage.children("mette", OLDER, 10))
    mix(stage)
    assert all_ways(stage.adversary)["same letters"] == stage.truth


def of_ten_lengths() -> Iterator[tuple[str, ...]]:
    """Taps for ten children, each written in a length of its own."""
    for number in range(10):
        longer = ("unsure",) * (number // 2) + ("yes",) * (number % 2)
        yield longer + ("no",) * (5 - len(longer))


def test_a_draft_whose_length_tells_the_taps_is_measured(stage: Stage) -> None:
    stage.unused[CODE, OLDER, True, False] = of_ten_lengths()
    ready = stage.tap_all(stage.children("mette", OLDER, 10))
    for child, browser in ready:
        bare = json.dumps({"answers": child.taps, "masked": []}).encode()
        link_id = child.link.invitation_id
        with transaction():
            sealed = browser.seal(bare, draft_purpose(link_id))
            drafts.save(browser.hash, link_id, sealed, stage.world.clock())
    stage.send_all(ready)
    mix(stage)
    measured = all_ways(stage.adversary)[
        "marks by size of taps, meetings by size of drafts content"
    ]
    assert measured == stage.truth
