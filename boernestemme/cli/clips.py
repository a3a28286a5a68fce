"""`boernestemme clips`: the texts to record, so that a child hears a person, not a machine."""

import click
from flask.cli import with_appcontext

from boernestemme.web.child.recordable import recordable
from boernestemme.web.languages import DANISH, languages


@click.command("clips")
@click.option("--language", default=DANISH, show_default=True, help="The language of the texts.")
@with_appcontext
def clips_command(language: str) -> None:
    """List the fixed texts of the child's pages: code, language and text, tabs between.

    Put each recording in the clips folder as <language>/<code>.mp3 (or .ogg, .m4a), 150 kB at
    most, and restart. Texts with a day, a name or a count in them cannot be recorded.
    """
    known = languages().known
    if language not in known:
        raise click.BadParameter(f"{language!r} is none of {', '.join(known)}")
    click.echo("code\tlanguage\ttext")
    for code, text in recordable(language).items():
        click.echo(f"{code}\t{language}\t{text}")
