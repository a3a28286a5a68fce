"""Every answer that can be tapped, in Danish, by its code; for the child and for its reader.

Codes are the same in both age groups and in every language, so that a case worker reads the
answer in Danish whatever the child read.
"""

from boernestemme.web.marking import N_

TOPICS = {
    "glad": N_("Noget, der er godt"),
    "skole": N_("Skolen"),
    "venner": N_("Mine venner"),
    "fritid": N_("Min fritid"),
    "hjemme": N_("Hjemme"),
    "foraeldre": N_("Min familie"),
    "soeskende": N_("Mine søskende"),
    "familie_se": N_("At se min familie"),
    "bosted": N_("Der, hvor jeg bor"),
    "bosted_voksne": N_("De voksne, hvor jeg bor"),
    "foelelser": N_("Hvordan jeg har det"),
    "krop": N_("Min krop og min søvn"),
    "hjaelp": N_("Den hjælp, jeg får"),
    "fremtid": N_("Hvad der skal ske nu"),
    "plan": N_("Min plan"),
    "raadgiver": N_("Min rådgiver"),
    "sprog_tro": N_("Mit sprog, min tro eller mit land"),
    "online": N_("Mobil og nettet"),
    "rettigheder": N_("Hvad jeg har ret til"),
    "andet": N_("Noget andet"),
    "ved_ikke": N_("Ved ikke"),
}
YOUNGER_TOPICS = TOPICS | {
    "glad": N_("Noget godt"),
    "foelelser": N_("Noget svært"),
}

PERSONS = {
    "mor": N_("Min mor"),
    "far": N_("Min far"),
    "plejemor": N_("Min plejemor"),
    "plejefar": N_("Min plejefar"),
    "bonus": N_("Min bonusmor eller bonusfar"),
    "bosted_voksen": N_("En voksen, jeg bor hos"),
    "soeskende": N_("Min søster eller bror"),
    "bedste": N_("En bedsteforælder"),
    "ven": N_("En ven over 15 år"),
    "laerer": N_("Min lærer"),
    "paedagog": N_("Min pædagog"),
    "kontaktperson": N_("Min kontaktperson"),
    "stoette": N_("Min støtteperson"),
    "traener": N_("Min træner"),
    "selvvalgt": N_("En voksen, jeg selv vælger"),
    "kun_raadgiver": N_("Kun %(mine)s"),
}
YOUNGER_PERSONS = PERSONS | {
    "mor": N_("Mor"),
    "far": N_("Far"),
    "plejemor": N_("Plejemor"),
    "plejefar": N_("Plejefar"),
    "soeskende": N_("Søster eller bror"),
}

PLACES = {
    "skole": N_("På skolen"),
    "hjemme": N_("Hjemme"),
    "bosted": N_("Der, hvor jeg bor"),
    "kommune": N_("På kontoret"),
    "gaatur": N_("På en gåtur"),
    "telefon": N_("På telefon"),
    "video": N_("På skærm"),
    "andet": N_("Et andet sted"),
    "lige_meget": N_("Lige meget"),
}
YOUNGER_PLACES = PLACES | {"gaatur": N_("Ude på tur")}

NEEDS = {
    "formaal": N_("Vide, hvad der skal ske"),
    "hvem": N_("Vide, hvem der kommer"),
    "foto": N_("At se et billede af den voksne"),
    "hvor_laenge": N_("At vide, hvor længe det varer"),
    "rum_foer": N_("At se rummet først"),
    "pause": N_("Pause, når jeg siger til"),
    "stop": N_("Et stop-tegn, jeg kan bruge"),
    "faa_voksne": N_("Færre voksne"),
    "svaere_ord": N_("At I forklarer svære ord"),
    "tegne": N_("At tegne eller have noget i hænderne"),
    "drikke": N_("Noget at spise eller drikke"),
    "plads": N_("Selv at vælge, hvor jeg sidder"),
    "ikke_skrive": N_("At I ikke skriver hele tiden"),
    "se_notat": N_("At se, hvad I skriver om mig"),
    "mine_ord": N_("At I skriver det med mine ord"),
    "billeder": N_("Billeder i stedet for ord"),
    "tolk": N_("En tolk"),
    "kendt": N_("Noget, jeg kender, hjemmefra"),
    "sig_hvorfor": N_("At I siger hvorfor, når noget ikke kan lade sig gøre"),
    "bagefter": N_("At høre bagefter, hvad vi aftalte"),
    "skrevet": N_("At få det aftalte på skrift"),
    "ring": N_("At nogen ringer til mig bagefter"),
    "sig_det": N_("At %(mine)s siger det svære"),
    "skriv_i_stedet": N_("Skrive i stedet"),
    "andet": N_("Noget andet"),
    "ved_ikke": N_("Ved ikke"),
}
YOUNGER_NEEDS = NEEDS | {
    "foto": N_("Se et billede af den voksne"),
    "rum_foer": N_("Se rummet først"),
    "pause": N_("Holde pause"),
    "stop": N_("Et stop-tegn"),
    "svaere_ord": N_("At I forklarer svære ord"),
    "tegne": N_("Tegne"),
    "kendt": N_("Have en ting med"),
    "bagefter": N_("Høre det hele bagefter"),
}

NEXT_TIME = {
    "lyt_mere": N_("Lytte mere"),
    "mere_tid": N_("Mere tid"),
    "faerre_voksne": N_("Færre voksne"),
    "alene": N_("Tale med mig alene"),
    "forklar": N_("Forklare ordene"),
    "pauser": N_("Flere pauser"),
    "fint": N_("Det var fint"),
    "have_en_med": N_("Have en med, jeg er tryg ved"),
    "andet_sted": N_("Et andet sted"),
    "spoerg_mere": N_("Spørge mig mere"),
    "god_tid": N_("Sige til i god tid"),
    "hold_det": N_("Holde det, I lover"),
    "kortere": N_("Et kortere møde"),
}
TALK_TO = {
    "caseworker": N_("Jeg vil tale med %(mine)s"),
    "other": N_("Jeg vil tale med en anden"),
}

HELPED_BY = {
    "alone": N_("Ingen. Jeg svarer selv"),
    "teacher": N_("Min lærer eller pædagog"),
    "home": N_("En voksen, jeg bor hos"),
    "family": N_("Min familie"),
    "caseworker": N_("Min rådgiver"),
    "other": N_("En anden"),
}

YES, PARTLY, NO, UNSURE = N_("Ja"), N_("Lidt"), N_("Nej"), N_("Ved ikke")
SCALE = {"yes": YES, "partly": PARTLY, "no": NO, "unsure": UNSURE}
PERSON_SCALE = {"yes": YES, "part": N_("Noget af tiden"), "no": NO, "unsure": UNSURE}
ALONE_FIRST = N_("Jeg vil først tale med %(mine)s alene")
WANT_BISIDDER = N_("Jeg vil have en bisidder")
TELL_IN_PERSON = N_("Jeg siger det selv til %(mine)s")
YOUNGER_TELL_IN_PERSON = N_("Ja, det siger jeg til %(mine)s")
KEPT_PRIVATE = {
    "yes": N_("Mor eller far må ikke se det hele. Det siger jeg til %(mine)s"),
    "no": N_("Mor og far må gerne se det hele"),
    "unsure": N_("Ved ikke, om mor og far må se det"),
}
YOUNGER_PRIVATE = {"yes": N_("Ja, det siger jeg til %(mine)s"), "no": NO, "unsure": UNSURE}

OLDER = {
    "knows_purpose": SCALE,
    "topics": TOPICS,
    "place": PLACES,
    "needs": NEEDS,
    "alone_first": {"yes": ALONE_FIRST},
    "want_bisidder": {"yes": WANT_BISIDDER},
    "tell_in_person": {"yes": TELL_IN_PERSON},
    "keep_needs": {"yes": YES, "no": NO},
    "helped_by": HELPED_BY,
    "helped_after": HELPED_BY,
} | {f"person-{code}": PERSON_SCALE for code in PERSONS}
YOUNGER = OLDER | {
    "topics": YOUNGER_TOPICS,
    "persons": YOUNGER_PERSONS,
    "place": YOUNGER_PLACES,
    "needs": YOUNGER_NEEDS,
    "tell_in_person": {"yes": YOUNGER_TELL_IN_PERSON},
    "not_for_parents": YOUNGER_PRIVATE,
    "private_choice": KEPT_PRIVATE,
}
