"""Writes docs/readability.md from what is measured: `python -m tests.web.readability_report`."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from boernestemme import create_app
from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.services.setting_up import make_key_files
from tests.clock import Clock
from tests.databases import EmptyDatabases
from tests.factories import NOW, test_settings
from tests.web.child_flows import Walk, core_after, walk_after, walk_before
from tests.web.child_text import Use
from tests.web.limits import LIMITS, PAGE_OF_WORDS
from tests.web.scene import Scene
from tests.world import World

REPORT = Path("docs/readability.md")
PHONES = {Phone.CHILD: "egen telefon", Phone.SHARED: "andre kan se den"}
Case = tuple[AgeGroup, Phone]
HEAD = """\
# Hvor let er det at læse?

Målt på de sider, et barn får vist, fra døren til *Send* og fra det første spørgsmål efter mødet til
*Send*. Filen laves af `python -m tests.web.readability_report`; en test holder den ved lige og
grænserne på plads. Ingen børn har prøvet teksterne endnu: et lavt LIX-tal viser ikke, at et barn
forstår.

- **LIX** (Björnsson 1968): ord pr. sætning + procent ord på over seks bogstaver. Overskrifter,
  felter og knapper er hver sin sætning.
- **Læseord** er alt, hvad der står på siderne. Ikke talt med: sidens ramme, *Videre*, *Spring
  over*, *Tilbage*, *Flere* og det, der er bag det. *Billeder* er felterne med de to ord, der kan
  findes uden at læse. *Til skrivefelter* er linjerne over dem: dem læser kun den, der vil skrive.
- **Tid** er en model: læseord / læsefart + 2,5 sekunder pr. tryk. Farterne er engelske normer
  (Hasbrouck & Tindal 2017), for danske findes ikke. 6–9 år: 72 og 100 ord i minuttet, 10–17 år: 119
  og 133. Læst højt: 120. Egen tekst kommer oveni.
- Målt, når mødet er flyttet, og fire personer er nævnt. Fortæller rådgiveren også, hvad mødet
  handler om, og hvad der kan laves om, står der på den side op til 50 ord mere: en test holder det.
"""


def measured(scene: Scene) -> dict[Case, tuple[Walk, Walk]]:
    """Each child's way before and after its meeting."""
    cases = [(age_group, phone) for age_group in AgeGroup for phone in PHONES]
    return {case: (walk_before(scene, *case), walk_after(scene, *case)) for case in cases}


def report(walks: Mapping[Case, tuple[Walk, Walk]]) -> str:
    """The whole file."""
    return "\n".join([HEAD, *_before(walks), "", *_after(walks), ""])


def _before(walks: Mapping[Case, tuple[Walk, Walk]]) -> Iterator[str]:
    yield "## Før mødet: fra døren til *Send*"
    yield ""
    yield "| | Læseord | Billeder | Til skrivefelter | LIX | Sværeste side | Længste sætning |" + (
        " Lange ord | Langsom læser | Midterste læser | Læst højt |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for case, (before, _) in walks.items():
        limits, read = LIMITS[case[0]], before.reading()
        yield _row(
            _name(case),
            f"{read.words} (højst {limits.words})",
            str(before.reading(Use.PICTURE).words),
            str(before.reading(Use.WRITING).words),
            f"{_tenths(read.lix)} (højst {limits.lix})",
            f"{_tenths(before.hardest_page(PAGE_OF_WORDS).lix)} (højst {limits.page_lix})",
            f"{read.longest_words} (højst {limits.sentence})",
            f"{_tenths(read.long_share)} % (højst 10 %)",
            f"{_tenths(before.minutes(before.pace.slow))} min",
            f"{_tenths(before.minutes(before.pace.median))} min (højst 5)",
            f"{_tenths(before.minutes_aloud)} min (højst 5)",
        )


def _after(walks: Mapping[Case, tuple[Walk, Walk]]) -> Iterator[str]:
    yield "## Efter mødet"
    yield ""
    yield "Kernen er det, der skal læses for at svare og sende: på hver side indtil *Spring over*,"
    yield "på den sidste indtil *Gå til Send*. Svarene er de samme hver gang og læses én gang. Den"
    yield "hele vej er alt, hvad der står, også det, man ikke behøver at læse."
    yield ""
    yield "| | Kernens ord | Tryk | Langsom læser | Hele vejens ord | LIX | Længste sætning |" + (
        " Lange ord | Hele vejen, langsom læser |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for case, (_, after) in walks.items():
        limits, read, core = LIMITS[case[0]], after.reading(), core_after(after)
        yield _row(
            _name(case),
            str(core.reading().words),
            str(core.taps),
            f"{60 * core.minutes(core.pace.slow):.0f} s (højst 60)",
            str(read.words),
            f"{_tenths(read.lix)} (højst {limits.lix})",
            f"{read.longest_words} (højst {limits.sentence})",
            f"{_tenths(read.long_share)} % (højst 10 %)",
            f"{60 * after.minutes(after.pace.slow):.0f} s",
        )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _name(case: Case) -> str:
    age_group, phone = case
    return f"{age_group.replace('-', '–')} år, {PHONES[phone]}"


def _tenths(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def main() -> None:
    """Measure an installation of its own, and write the file."""
    with TemporaryDirectory() as name:
        folder, databases = Path(name), EmptyDatabases(Path(name))
        with databases.fresh("sqlite", folder) as address:
            settings, clock = test_settings(folder, address), Clock(NOW)
            make_key_files(settings.wrapping_key_file, settings.epoch_file)
            app = create_app(settings, clock=clock)
            with app.app_context():
                World.begin(app, clock)
            REPORT.write_text(report(measured(Scene(app, clock))), encoding="utf-8")
        databases.close()


if __name__ == "__main__":
    main()
