"""Taking the guarded part out: a reason, then a line, then the text, and only for its reader."""

import pytest
from sqlalchemy import update

from boernestemme.domain.disclosing import DisclosingRefused, Ground
from boernestemme.domain.errors import CannotOpen, NotFound
from boernestemme.services import disclosing
from boernestemme.services.framing import ReadMeeting
from boernestemme.services.making_links import MadeLink
from boernestemme.storage.db import session
from boernestemme.storage.submissions import SubmissionRow
from tests.services.post_box import answered
from tests.services.steps import log_of
from tests.world import World


def take_out(
    world: World, link: MadeLink, ground: Ground | None, words: str = "", by: str = "mette"
) -> ReadMeeting:
    opener, epoch = world.links.keys.opener, world.links.epoch
    return disclosing.take_out(world.setting(by), link.meeting_id, ground, words, opener, epoch)


def test_its_reader_takes_it_out_and_the_ground_is_the_line(shared_world: World) -> None:
    link = answered(shared_world)
    before = log_of(link)
    read = take_out(shared_world, link, Ground.ACCESS, "Bedt om af en forælder")
    assert read.answers[0].parts.guarded
    assert log_of(link) == [*before, "guarded_access", "answer_read"]


def test_the_line_stands_before_anything_is_opened(shared_world: World) -> None:
    link = answered(shared_world)
    ours = SubmissionRow.meeting_id == link.meeting_id
    session().execute(update(SubmissionRow).where(ours).values(wrapped_key=b"x" * 60))
    session().commit()
    with pytest.raises(CannotOpen):
        take_out(shared_world, link, Ground.DANGER)
    assert "guarded_danger" in log_of(link)


def test_without_a_reason_nothing_is_opened_or_noted(shared_world: World) -> None:
    link = answered(shared_world)
    before = log_of(link)
    for ground, words in ((None, "fordi"), (Ground.OTHER, " "), (Ground.CHILD, "010203-1234")):
        with pytest.raises(DisclosingRefused):
            take_out(shared_world, link, ground, words)
    assert log_of(link) == before


@pytest.mark.parametrize("name", ["nadia", "jonas", "sofie", "leder"])
def test_nobody_else_takes_it_out(shared_world: World, name: str) -> None:
    link = answered(shared_world)
    before = log_of(link)
    for ground in (Ground.DANGER, None):
        with pytest.raises(NotFound):
            take_out(shared_world, link, ground, by=name)
    assert log_of(link) == before
