"""What one part of an SMS can hold: 160 characters of the phone network's own alphabet."""

SMS_PART = 160
GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def fits_one_part(text: str) -> bool:
    """True when a text goes out as one part of the phone network's own alphabet."""
    return len(text) <= SMS_PART and GSM7.issuperset(text)
