"""The e-mail that tells staff that something waits: nothing of what, of whom, or of which meeting.

It is the same for everybody in a role, whatever it is sent for: a case worker cannot tell from
its colleague's that a child asked for that one.
"""

from boernestemme.domain.roles import Role

SUBJECT = "Der er noget til dig i Børnestemme"
TEXT = "Der venter noget på dig i Børnestemme.\nLog ind og se det: {address}\n"
# Where the role's own page is; the sign-in comes before it by itself.
PAGES = {Role.CASEWORKER: "/raadgiver/", Role.LEADER: "/leder/"}


def bodies(staff_url: str) -> dict[Role, str]:
    """The text for each role that is written to, from the address of the staff's door."""
    return {role: TEXT.format(address=f"{staff_url}{page}") for role, page in PAGES.items()}
