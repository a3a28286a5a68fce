"""What each part of the municipality's settings is called, and why it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

from boernestemme.domain.local_settings import Section
from boernestemme.web.marking import N_


@dataclass(frozen=True)
class FieldWords:
    """One field's label, its hint, and what kind of line it is."""

    label: str
    hint: str = ""
    type: str = "text"


@dataclass(frozen=True)
class SectionWords:
    """One part: the word in its address, its title, why, and its fields."""

    address: str
    title: str
    why: str
    fields: Mapping[str, FieldWords]


WORDS = {
    Section.CONTACT: SectionWords(
        "navn",
        N_("Navn og nummer"),
        N_("Nummeret står på barnets side, når noget går galt. Der skal være nogen, der svarer."),
        {
            "name": FieldWords(N_("Kommunens navn")),
            "call_number": FieldWords(
                N_("Nummer, et barn kan ringe til"),
                N_("8 cifre. Det gælder også åbne links."),
                "tel",
            ),
        },
    ),
    Section.TITLE: SectionWords(
        "titel",
        N_("Ordet for rådgiver"),
        N_("Barnet læser »din rådgiver«, hvor navnet ikke må stå. Bruger I et andet ord?"),
        {
            "caseworker_title": FieldWords(
                N_("Det ord, der står efter »din«"), N_("Som rådgiver eller sagsbehandler.")
            )
        },
    ),
    Section.DUTY: SectionWords(
        "vagt",
        N_("Kommunens døgnvagt"),
        N_("Den står på barnets side Hjælp, efter BørneTelefonen 116 111 og 112."),
        {
            "duty_number": FieldWords(N_("Den sociale døgnvagts nummer"), type="tel"),
            "duty_hours": FieldWords(
                N_("Hvornår er der åbent?"), N_("Kort. Som: hverdage kl. 15–8 og hele weekenden")
            ),
        },
    ),
    Section.HIDE: SectionWords(
        "skjul",
        N_("Siden bag Skjul"),
        N_("Her lander barnet, når det trykker Skjul. Det skal være en side, alle kan have åben."),
        {
            "hide_address": FieldWords(
                N_("Adresse"),
                N_("Begynder med https://. Den må ikke røbe kommune, barn eller hjælp."),
                "url",
            )
        },
    ),
    Section.PROTECTION: SectionWords(
        "databeskyttelse",
        N_("Databeskyttelse"),
        N_("Hvem kan man spørge om sine oplysninger? Skriv en fælles postkasse, ikke et navn."),
        {
            "protection_email": FieldWords(N_("E-mail"), type="email"),
            "protection_phone": FieldWords(N_("Telefon"), type="tel"),
        },
    ),
    Section.ACCESSIBILITY: SectionWords(
        "tilgaengelighed",
        N_("Tilgængelighedserklæring"),
        N_("Loven kræver en erklæring. Den laves hos Digitaliseringsstyrelsen."),
        {
            "accessibility_address": FieldWords(
                N_("Adresse"), N_("Begynder med https://was.digst.dk/"), "url"
            )
        },
    ),
}
