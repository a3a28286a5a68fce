"""Giving a child the replies that are saved, as the button does when nothing else is new."""

from boernestemme.domain.framing import Delivery
from boernestemme.domain.ports import KeepsKeys
from boernestemme.services import framing, replying
from boernestemme.services.access import Setting
from boernestemme.services.replying import GivenReplies


def give_reply(
    setting: Setting, meeting_id: str, keys: KeepsKeys, epoch: int, how: Delivery
) -> None:
    """Give it. Raises as ``replying.reply`` does."""
    saved = framing.read(setting, meeting_id, keys.opener, epoch).framing
    replying.reply(
        setting, meeting_id, keys, epoch, GivenReplies(saved.version, saved.replies, how)
    )
