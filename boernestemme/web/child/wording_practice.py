"""What is asked in the practice run: nothing about the child's life; the same in both ages."""

from boernestemme.web.marking import N_

THIS_IS_PRACTICE = N_("Det er en øvelse. Der bliver ikke gemt noget.")
LIKES = N_("Hvad kan du godt lide?")
LIKED = {
    "is": N_("Is"),
    "kage": N_("Kage"),
    "bold": N_("Bold"),
    "bog": N_("Bøger"),
    "cykel": N_("Cykel"),
    "sol": N_("Sol"),
}
COLOUR = N_("Hvilken farve kan du bedst lide?")
COLOURS = {
    "roed": N_("Rød"),
    "blaa": N_("Blå"),
    "groen": N_("Grøn"),
    "gul": N_("Gul"),
}
DONE = N_("Det var bare en øvelse")
NOTHING_KEPT = N_("Der er ikke gemt noget.")
