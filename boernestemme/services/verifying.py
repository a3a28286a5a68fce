"""Checking that the access log is whole."""

from boernestemme.storage import access_log


def broken_chains() -> tuple[int, dict[str, int]]:
    """How many chains were checked, and the first bad line of each broken one by municipality."""
    codes = access_log.municipalities()
    found = {code: access_log.first_broken(code) for code in codes}
    return len(codes), {code: line for code, line in found.items() if line is not None}
