"""What is said of a code that could not be taken, wherever it is asked for."""

from boernestemme.web.marking import N_

WRONG = N_("Koden passer ikke. Appen viser en ny kode hvert halve minut: prøv med den.")
TOO_MANY = N_("Der er prøvet for mange gange. Vent et kvarter. Eller brug en reservekode.")
