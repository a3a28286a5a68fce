"""Invented answers for the demo, with text that is awkward on purpose. No child said any of it."""

from boernestemme.domain.questionnaire import Answers

LONG = (
    "Jeg vil gerne tale om, hvordan det er at flytte skole, og om min hest på marken. "
    "Der er meget at sige, og jeg skriver det bare, som det kommer. "
)

OLDER_ANSWERS: tuple[Answers, ...] = (
    {
        "knows_purpose": "no",
        "topics": ("skole", "fremtid"),
        "topics_text": "Jeg vil gerne blive på min skole. Hvorfor spurgte I mig ikke først?",
        "not_in_front": "Det med ferien. Ikke når far er der.",
        "person-mor": "yes",
        "person-far": "no",
        "person-laerer": "part",
        "alone_first": "yes",
        "want_bisidder": "yes",
        "place": "gaatur",
        "not_place": "Mødelokalet uden vinduer",
        "needs": ("pause", "formaal"),
        "keep_needs": "yes",
    },
    {
        "knows_purpose": "partly",
        "topics": ("familie_se", "bosted"),
        "topics_text": "أريد أن أتحدث عن أختي. 🌧️ Æ, ø og å – og et hjerte: ❤️",
        "person-bosted_voksen": "yes",
        "person-mor": "unsure",
        "place": "skole",
        "needs": ("tolk", "hvem", "skriv_i_stedet"),
        "not_for_parents": "At jeg hellere vil bo hos min faster.",
    },
    {
        "topics_text": (LONG * 14)[:1990] + " Slut 🙂",
        "place": "lige_meget",
        "needs": ("ved_ikke",),
    },
)
YOUNGER_ANSWERS: tuple[Answers, ...] = (
    {
        "knows_purpose": "no",
        "topics": ("skole", "venner", "foelelser"),
        "topics_text": "min kanin er syg",
        "persons": ("mor", "kun_raadgiver"),
        "tell_in_person": "yes",
        "place": "skole",
        "needs": ("pause", "tegne"),
        "not_for_parents": "yes",
    },
)

OLDER_AFTER: tuple[Answers, ...] = (
    {
        "attended": "yes",
        "heard": "partly",
        "voice": "no",
        "space": "yes",
        "influence": "unsure",
        "next": "no",
        "next_time": ("lyt_mere", "forklar"),
        "more_text": "I talte for hurtigt. Jeg nåede ikke at sige det med skolen.",
        "talk_to": "caseworker",
    },
)
YOUNGER_AFTER: tuple[Answers, ...] = (
    {
        "attended": "yes",
        "heard": "yes",
        "voice": "yes",
        "space": "no",
        "next": "unsure",
        "next_time": ("pauser",),
        "talk_to": "other",
    },
)
