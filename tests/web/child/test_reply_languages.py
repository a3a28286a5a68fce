"""The reply in the language a child reads; the case worker's own words in it stay Danish."""

import re
from collections.abc import Iterator
from dataclasses import replace
from gettext import GNUTranslations
from pathlib import Path

import pytest

from boernestemme import create_app
from boernestemme.domain.framing import Delivery, Outcome, Reason, WishReply
from boernestemme.domain.questionnaire import Answers
from boernestemme.services import framing
from boernestemme.services.making_links import MadeLink
from boernestemme.settings import Settings
from boernestemme.storage.db import db
from boernestemme.web.reply_words import CLOSING, OUTCOMES, REASONS
from tests.architecture.project import ROOT
from tests.catalogues import ACCENTED_CODE, MIRRORED_CODE, accented, mirrored
from tests.clock import Clock
from tests.factories import NOW
from tests.giving import give_reply
from tests.web.reading_pages import words_of
from tests.web.scene import Scene
from tests.web.walking import arrive

TOPICS = ("glad", "skole", "venner", "fritid", "hjemme", "soeskende", "bosted", "fremtid")
SAID: Answers = {"topics": TOPICS}
OWN = "Vi prøver i maj"
TRANSLATIONS = ROOT / "translations"
SENTENCES = [*OUTCOMES.values(), *(one for reason in REASONS.values() for one in reason)]


@pytest.fixture
def drafts(settings: Settings) -> Iterator[Scene]:
    """An installation that offers the catalogues we have."""
    made = replace(settings, languages=("en", "ar"), translations_folder=TRANSLATIONS)
    app = create_app(made, clock=Clock(NOW))
    yield Scene(app, Clock(NOW))
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def replied(scene: Scene) -> MadeLink:
    """A child with a wish for each ready reason, two of them met in part, and one that is met."""
    link = scene.answered(said=dict(SAID))
    with scene.acting() as world:
        keys, setting = world.links.keys, world.setting()
        wishes = framing.read(setting, link.meeting_id, keys.opener, world.links.epoch).wishes
        first, *others = (wish.key for wish in wishes)
        replies = {first: WishReply(Outcome.MET, Reason.OWN, OWN)}
        for key, reason in zip(others, REASONS, strict=True):
            is_partly = reason in (Reason.NO_TIME, Reason.I_CALL)
            outcome = Outcome.PARTLY_MET if is_partly else Outcome.NOT_MET
            replies[key] = WishReply(outcome, reason)
        framing.save_replies(setting, link.meeting_id, keys, 0, replies)
        give_reply(setting, link.meeting_id, keys, world.links.epoch, Delivery.BY_LINK)
    return link


def letter_in(scene: Scene, code: str) -> tuple[str, str]:
    """The letter as it is written, and its words."""
    one = arrive(scene, replied(scene))
    one.see("/svar/brev")
    one.post("/maade", {"manner": f"language:{code}", "page": "/svar/brev"})
    page = one.see("/svar/brev")
    assert f'<html lang="{code}"' in page.text
    [letter] = re.findall(r'<dl class="letter".*?</dl>', page.text, re.DOTALL)
    return letter, words_of(page)


@pytest.mark.parametrize(("code", "says"), [(ACCENTED_CODE, accented), (MIRRORED_CODE, mirrored)])
def test_every_ready_sentence_is_in_the_childs_language(
    spoken: Scene, code: str, says: type[str]
) -> None:
    letter, words = letter_in(spoken, code)
    for sentence in SENTENCES:
        assert says(sentence) in words and sentence not in words
    assert says("Tale om") in words and says("Skolen") in words
    assert f'<span lang="da" dir="auto">{OWN}</span>' in letter


@pytest.mark.parametrize("code", ["en", "ar"])
def test_english_and_arabic_say_what_their_catalogues_say(drafts: Scene, code: str) -> None:
    """That the catalogues say all of it is held in test_catalogues."""
    with Path(TRANSLATIONS / code / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        texts = GNUTranslations(file)
    letter, words = letter_in(drafts, code)
    for sentence in SENTENCES:
        assert texts.gettext(sentence) in words
    assert texts.gettext(CLOSING) % {"who": "Mette"} in words
    assert not [one for one in OUTCOMES.values() if one in words], "none is left in Danish"
    assert f'<span lang="da" dir="auto">{OWN}</span>' in letter


def test_in_danish_all_is_danish(spoken: Scene) -> None:
    """The control."""
    _, words = letter_in(spoken, "da")
    for sentence in (*SENTENCES, OWN):
        assert sentence in words
