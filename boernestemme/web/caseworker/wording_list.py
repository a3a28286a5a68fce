"""What the list says to do first in each meeting, the button that does it, and what stops a search.

Each task has its sentence, the button's words, where the button leads, and its drawing.
"""

from boernestemme.domain.task_order import Task
from boernestemme.web.marking import N_

BUTTONS = {
    Task.TALK: N_("Se, hvad barnet siger"),
    Task.READ_AFTER: N_("Læs ordene"),
    Task.READ: N_("Læs teksten"),
    Task.ASK_ALONE: N_("Se, hvad du skal spørge om"),
    Task.REPLY: N_("Svar på ønskerne"),
    Task.NEW_LINK: N_("Lav nyt link"),
    Task.SEND_AGAIN: N_("Åbn mødet"),
    Task.ASK_ABOUT_STARTS: N_("Åbn mødet"),
    Task.FILE: N_("Journalisér"),
}
PLACES = {
    Task.TALK: "#h-after",
    Task.READ_AFTER: "#h-after",
    Task.READ: "#h-said",
    Task.ASK_ALONE: "#h-said",
    Task.REPLY: "#h-replies",
    Task.NEW_LINK: "/nyt-link",
    Task.SEND_AGAIN: "#main",
    Task.ASK_ABOUT_STARTS: "#main",
    Task.FILE: "#h-journal",
}
ICONS = {
    Task.TALK: "user",
    Task.READ_AFTER: "edit",
    Task.READ: "edit",
    Task.ASK_ALONE: "user",
    Task.REPLY: "clock",
    Task.NEW_LINK: "lock",
    Task.SEND_AGAIN: "phone",
    Task.ASK_ABOUT_STARTS: "warning",
    Task.FILE: "copy",
}
SEARCH_REFUSED = {
    "empty": N_("Skriv et af de to ord eller et sagsnummer."),
    "too_long": N_("Højst 60 tegn."),
    "not_text": N_("Der er et tegn, som der ikke kan søges efter."),
    "cpr": N_(
        "Det ligner et CPR-nummer, og det gemmes aldrig her. Søg på et af de to ord eller på "
        "sagsnummeret."
    ),
}
