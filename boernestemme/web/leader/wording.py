"""What the team leader reads that is not in the page's own template."""

from boernestemme.services.overseeing import Overdue
from boernestemme.web.marking import N_

# What waits, and what the day beside it is.
TASKS = {
    Overdue.REPLY: (
        N_("Barnet har ikke fået svar på sine ønsker"),
        N_("skulle være givet %(day)s"),
    ),
    Overdue.WORDS: (N_("Barnets ord er ikke læst"), N_("siden %(day)s")),
    Overdue.FILING: (N_("Ikke journaliseret"), N_("skulle være gjort %(day)s")),
    Overdue.WISH: (
        N_("Barnet vil tale med en anden end sin rådgiver"),
        N_("siden %(day)s. Rådgiveren må ikke få det at vide"),
    ),
    Overdue.LEFT: (N_("Åbne løfter uden rådgiver"), N_("kontoen blev lukket %(day)s")),
}
OWN_TEAM = N_("Dit team")
OTHER_TEAMS = N_("Resten af kommunen")
