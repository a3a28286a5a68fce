"""The message that carries a link: neutral, one SMS part, and nothing of what it is about."""

from collections.abc import Callable

from boernestemme.domain.meeting import AgeGroup
from boernestemme.settings import Settings

TEXT = "Hej. Her er linket, vi talte om: {address}"


def link_address(settings: Settings, token: str) -> str:
    """The full address of a link."""
    return f"{settings.child_url}/b/{token}"


def practice_address(settings: Settings, age_group: AgeGroup) -> str:
    """Where anybody may walk through the questions of one age group; nothing is sent from there."""
    return f"{settings.child_url}/oevelse/{age_group.value}/1"


def message_with(settings: Settings) -> Callable[[str], str]:
    """What makes the whole message of a link's token."""
    return lambda token: sms_text(link_address(settings, token))


def sms_text(address: str) -> str:
    """The whole message: no word, name, place or authority in it (LNK-13, LNK-14)."""
    return TEXT.format(address=address)
