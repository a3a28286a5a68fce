"""What staff, operators and keys may do: the machine's steps on their side."""

from datetime import timedelta
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from boernestemme.domain.framing import Delivery, Outcome, Reason, WishReply
from boernestemme.services import changing_links, filing, framing, handing_over, replying
from boernestemme.services.handing_over import Choice
from boernestemme.services.making_links import MadeLink
from boernestemme.services.replying import GivenReplies
from tests.model.child_rules import ChildMachine
from tests.model.children import DONE
from tests.model.machine import LEADS, MOST_LINKS, MOST_MEETINGS, RARELY, RESTORES, ROTATES, WHICH
from tests.model.model import Backup
from tests.model.promised import COLLEAGUES, Opens
from tests.world import World

MOVES = [timedelta(hours=-1), timedelta(hours=2), timedelta(days=5)]
ENOUGH = 2


class WholeMachine(ChildMachine):
    """The machine with everybody in it."""

    def __init__(self) -> None:
        super().__init__()
        self.backup: tuple[Backup, Path, int] | None = None

    @precondition(
        lambda self: (
            len(self.model.meetings) < MOST_MEETINGS
            and self.has_room()
            and self.living_links() < ENOUGH
        )
    )
    @rule(lead=st.sampled_from(LEADS), own_phone=st.booleans())
    def make_link(self, lead: timedelta, *, own_phone: bool) -> None:
        """Another meeting."""
        self.issue(lead, own_phone=own_phone)

    def has_room(self) -> bool:
        """True while there are few links."""
        return len(self.model.links) < MOST_LINKS

    def living_links(self) -> int:
        """How many may do something."""
        return sum(self.model.opens(one) is not Opens.DEAD for one in self.model.links)

    @precondition(lambda self: not all(one.withdrawn for one in self.model.links))
    @rule(which=WHICH)
    def revoke(self, which: int) -> None:
        """Take a link back, or once more."""
        meeting, name = self.meeting(which)
        self.model.withdraw(self.model.current(meeting))
        self.both(DONE, lambda world: changing_links.revoke(world.setting(meeting.owner), name))

    @precondition(lambda self: self.has_room())
    @rule(which=WHICH)
    def make_anew(self, which: int) -> None:
        """A new link in place of the old one."""
        meeting, name = self.meeting(which)
        found = self.both(
            self.model.make_anew(meeting),
            lambda world: changing_links.make_anew(world.setting(meeting.owner), name, world.links),
        )
        self.made.links += [found] if isinstance(found, MadeLink) else []

    @rule(which=WHICH, move=st.sampled_from(MOVES))
    def move(self, which: int, move: timedelta) -> None:
        """Give the meeting another time."""
        (meeting, name), starts = self.meeting(which), self.model.now + move
        self.both(
            self.model.move(meeting, starts),
            lambda world: changing_links.move(
                world.setting(meeting.owner), name, starts, world.links
            ),
        )

    @precondition(lambda self: not all(one.cancelled for one in self.model.meetings))
    @rule(which=WHICH)
    def cancel(self, which: int) -> None:
        """The meeting will not be held."""
        meeting, name = self.meeting(which)
        self.both(
            self.model.cancel(meeting),
            lambda world: changing_links.cancel(world.setting(meeting.owner), name),
        )

    @rule(which=WHICH, to=st.sampled_from(COLLEAGUES))
    def hand_over(self, which: int, to: str) -> None:
        """Give it to a colleague; to oneself it cannot be given."""
        meeting, name = self.meeting(which)
        giver = meeting.owner
        if to != giver:
            meeting.hand_over(to)
        self.both(
            DONE if to != giver else "HandOverRefused",
            lambda world: handing_over.hand_over(
                world.setting(giver),
                name,
                Choice(world.person(to).id, tells_child=False),
                world.links.keys.opener,
            ),
        )

    @precondition(lambda self: any(one.answers for one in self.model.meetings))
    @rule(which=WHICH, by_link=st.booleans())
    def reply(self, which: int, *, by_link: bool) -> None:
        """Answer every wish and give the answers, where there is a wish."""
        meeting, name = self.one_of([one for one in self.model.meetings if one.answers], which)
        if not any(paper.said for paper in meeting.answers):
            return  # the child sent without a wish
        words, how = self.new_words(), Delivery.BY_LINK if by_link else Delivery.AT_MEETING

        def give(world: World) -> None:
            setting, links = world.setting(meeting.owner), world.links
            read = framing.read(setting, name, links.keys.opener, links.epoch)
            own = WishReply(Outcome.MET, Reason.OWN, words)
            given = GivenReplies(
                read.framing.version, dict.fromkeys((one.key for one in read.wishes), own), how
            )
            replying.reply(setting, name, links.keys, links.epoch, given)

        self.both(self.model.reply(meeting, words, by_link=by_link), give)

    @precondition(lambda self: any(one.papers for one in self.model.meetings))
    @rule(which=WHICH)
    def file(self, which: int) -> None:
        """Tick all papers there are."""
        meeting, name = self.one_of([one for one in self.model.meetings if one.papers], which)
        self.model.file(meeting)

        def tick(world: World) -> None:
            setting = world.setting(meeting.owner)
            filing.file(setting, name, filing.look(setting, name).seen)

        self.both(DONE, tick)

    @precondition(lambda self: self.luck == ROTATES)
    @rule()
    def rotate_keys(self) -> None:
        """New keys in place of all old ones, which nobody may notice."""
        self.luck += RARELY  # once
        self.house.rotate_keys()

    @precondition(lambda self: any(one.papers for one in self.model.meetings))
    @rule(which=WHICH)
    def keep_until_erased(self, which: int) -> None:
        """File what there is, and let all the time pass that it is kept."""
        self.file(which)
        self.set_clock(max(one.expires for one in self.model.meetings) + timedelta(days=31))

    def go_on(self) -> None:
        """Where a backup is restored later, there is an answer in it."""
        if self.luck == RESTORES:
            self.come_in_and_write(who=0, which=0, is_sent=True)
            self.backup = self.model.backed_up(), self.house.back_up(), len(self.made.links)

    @precondition(lambda self: self.luck == RESTORES and self.backup is not None)
    @rule()
    def restore(self) -> None:
        """Everything was lost: bring the backup into an empty place."""
        assert self.backup is not None
        self.luck += RARELY  # once
        backup, file, links = self.backup
        self.model.restore(backup)
        self.made.lost += [one.token for one in self.made.links[links:]]
        self.made.links = self.made.links[:links]
        self.looks.clear()
        self.house.restore(file)
