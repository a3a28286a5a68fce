"""Somebody who has a case worker's session and wants as many messages sent as they can get."""

import random
from collections import Counter

from boernestemme.domain.errors import MessageRefused
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.sms_gateway import Handed, Outcome, Why
from boernestemme.services import changing_links, sending_messages
from boernestemme.services.ordering_messages import MOST_A_MEETING
from tests.services.texting import OpenEar, order, way_out
from tests.world import World

MEETINGS = 12
REFUSES = Handed(Outcome.REFUSED, why=Why.MESSAGE)


class Pump:
    """Orders, sends, makes links anew and is refused by the gateway, in any order, for days."""

    def __init__(self, world: World, seed: str, by: str) -> None:
        self._world, self._chance, self._by = world, random.Random(seed), by
        self._links = [world.link(by) for _ in range(MEETINGS)]
        self._sent, self._ordered = Counter[str](), Counter[str]()
        self._by_link = Counter[str]()
        self.beyond = 0  # what a limit by link alone would have let out

    def press(self) -> None:
        """One press; what is refused is refused."""
        number = self._chance.randrange(MEETINGS)
        link = self._links[number]
        if self._chance.random() < 0.2:
            setting = self._world.setting(self._by)
            made = changing_links.make_anew(setting, link.meeting_id, self._world.links)
            self._links[number] = made
            return
        try:
            phone = f"452{self._chance.randrange(10**7):07}"
            order_id = order(self._world, link, self._by, number=phone)
        except MessageRefused as refused:
            within = self._by_link[link.invitation_id] < MOST_A_MEETING
            self.beyond += refused.rule == "meeting_quota" and within
            return
        self._ordered[str(danish_day(self._world.clock()))] += 1
        self._go_out(order_id, link.meeting_id, link.invitation_id)

    def _go_out(self, order_id: str, meeting_id: str, link_id: str) -> None:
        ear = OpenEar(REFUSES) if self._chance.random() < 0.2 else OpenEar()
        sending_messages.send(way_out(self._world, ear), order_id, self._world.clock())
        if ear.heard and ear.answer is not REFUSES:
            self._sent[meeting_id] += 1
            self._by_link[link_id] += 1

    def most(self) -> tuple[int, int]:
        """The most that went out for a meeting, and the most that was ordered on a day."""
        return max(self._sent.values()), max(self._ordered.values())
