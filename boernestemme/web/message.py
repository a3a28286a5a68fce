"""The message that carries a link: neutral, one SMS part, and nothing of what it is about."""

from boernestemme.settings import Settings

SMS_PART = 160
TEXT = "Hej. Her er linket, vi talte om: {address}"
GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def link_address(settings: Settings, token: str) -> str:
    """The full address of a link."""
    return f"{settings.child_url}/b/{token}"


def sms_text(address: str) -> str:
    """The whole message: no word, name, place or authority in it (LNK-13, LNK-14)."""
    return TEXT.format(address=address)


def fits_one_part(text: str) -> bool:
    """True when a text goes out as one part of the phone network's own alphabet."""
    return len(text) <= SMS_PART and GSM7.issuperset(text)
