"""Taking the guarded part of an answer out to the case file: a reason first, then its log line.

The ground is kept as the line's action: a line holds codes and ids, never text (LOG-04). The
reason's own words are kept nowhere here. They stand on the paper that is taken out, and so go
with it to the municipality's own system, where its decisions are kept.
"""

from boernestemme.domain.disclosing import DisclosingRefused, Ground, broken_ground_rule
from boernestemme.domain.ports import OpensEnvelopes
from boernestemme.services import framing
from boernestemme.services.access import Setting, log, own_meeting
from boernestemme.services.framing import ReadMeeting
from boernestemme.storage.db import transaction


def take_out(
    setting: Setting,
    meeting_id: str,
    ground: Ground | None,
    words: str,
    opener: OpensEnvelopes,
    epoch: int,
) -> ReadMeeting:
    """Open one's own meeting to take its guarded part out.

    Raises DisclosingRefused without a reason; then nothing is opened or noted.
    """
    own_meeting(setting, meeting_id)
    rule = broken_ground_rule(ground, words)
    if ground is None or rule is not None:
        raise DisclosingRefused(rule or "no_ground")
    with transaction():
        log(setting, ground.action, meeting_id)
    return framing.read(setting, meeting_id, opener, epoch)
