"""The words for municipalities that are told by the year: who they are, and who a year is about."""

from boernestemme.domain.period import Period
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.release import Release
from boernestemme.domain.yearly import told_in
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import listed


def scope_of_year(release: Release) -> str:
    """*De 4 mindste kommuner, talt over et helt år*; for a year alone."""
    some, every = release.taking_part, release.municipalities
    if some == every:
        return _("De %(every)s mindste kommuner, talt over et helt år", every=every)
    return _(
        "%(some)s af de %(every)s mindste kommuner, talt over et helt år", some=some, every=every
    )


def told_yearly(period: Period) -> str:
    """Who is in a year, or not in a half-year and why; empty before anybody is told by the year."""
    small = told_in(Period(period.year))
    if not small:
        return ""
    names = listed(sorted(MUNICIPALITIES[code] for code in small))
    if period.is_year:
        return _(
            "Tallene her er kun fra de mindste kommuner: %(names)s. De tælles over et helt år,"
            " fordi et halvt har for få svar. Alle andre kommuner står i halvårene.",
            names=names,
        )
    return _(
        "De mindste kommuner, %(names)s, er ikke med i halvåret. De tælles over et helt år, fordi"
        " et halvt har for få svar. Ingen svar tælles begge steder.",
        names=names,
    )
