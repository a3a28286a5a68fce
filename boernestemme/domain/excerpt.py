"""What may stand on a sheet that a team reads together: no child may be known by it.

A machine cannot know every sign a child is known by. It stops the plain ones: a CPR number, the
two words of a meeting, a date finer than a month, and a word that is written like a name.
"""

import re
from collections.abc import Iterable

from boernestemme.domain.framing import holds_cpr_like
from boernestemme.domain.questionnaire import is_storable, text_length
from boernestemme.domain.shared_words import WordPair

LIMIT = 300
MOST = 8
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
SHORT_MONTHS = "|".join(month[:3] for month in MONTHS)
DATE = re.compile(
    rf"\b\d{{1,2}}\s*[./-]\s*(0?[1-9]|1[0-2])\b|\b\d{{1,2}}\.?\s+({SHORT_MONTHS})"
    r"|\bden\s+\d{1,2}\b|\b\d{4}-\d{2}-\d{2}\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+")
INSIDE = re.compile(r"[^\W_][,;]? *$")  # what stands before a word that begins no sentence
# What a sentence may begin with; any other capitalised word may be a name.
OPENERS = frozenset((
    "af", "alle", "allerede", "alligevel", "alt", "altid", "at", "bagefter", "bare", "barnet",
    "begge", "både", "børnene", "da", "de", "dem", "den", "denne", "der", "derefter", "derfor",
    "dernæst", "desuden", "det", "dette", "disse", "drengen", "du", "efter", "egentlig",
    "ellers", "en", "endelig", "endnu", "er", "et", "faktisk", "familien", "far", "faren",
    "flere", "for", "fordi", "forleden", "forældrene", "fra", "før", "først", "godt", "ham",
    "han", "hans", "har", "havde", "hej", "helt", "hende", "hendes", "her", "hun", "hvad",
    "hvem", "hver", "hvilken", "hvis", "hvor", "hvordan", "hvorfor", "hvornår", "i", "igen",
    "ikke", "imens", "indtil", "ingen", "ja", "jeg", "kan", "kun", "kunne", "lidt", "lige",
    "læreren", "man", "mange", "med", "men", "mens", "mere", "mest", "min", "mine", "mit",
    "mor", "moren", "måske", "mødet", "nej", "nogen", "nogle", "nok", "nu", "når", "næste",
    "og", "også", "om", "omkring", "op", "over", "pigen", "på", "pædagogen", "samtalen",
    "samtidig", "selv", "selvom", "senere", "siden", "skal", "skulle", "som", "så", "sådan",
    "tak", "til", "tit", "ud", "uden", "under", "var", "ved", "vi", "vil", "ville", "vores",
))  # fmt: skip


def telling_rule(text: str, pairs: Iterable[WordPair]) -> str | None:
    """The rule an excerpt breaks, or None.

    ``too_long``, ``not_text``, ``cpr``, ``pair`` for the two words of one of ``pairs``, ``date``
    or ``name``.
    """
    if text_length(text) > LIMIT:
        return "too_long"
    if not is_storable(text):
        return "not_text"
    if holds_cpr_like(text):
        return "cpr"
    plain = " ".join(text.casefold().split())
    if any(str(pair) in plain for pair in pairs):
        return "pair"
    if DATE.search(text):
        return "date"
    return "name" if name_like(text) else None


def name_like(text: str) -> str | None:
    """The first word that may be a name: capitalised, and no usual beginning of a sentence.

    "I" is a pronoun, and all capitals are an abbreviation.
    """
    for found in WORD.finditer(text):
        word = found[0]
        if not word[0].isupper() or word.isupper():
            continue
        if INSIDE.search(text, 0, found.start()) or word.casefold() not in OPENERS:
            return word
    return None
