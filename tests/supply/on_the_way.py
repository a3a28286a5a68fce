"""What may be done to packages between their makers and us: each changes a sound nest."""

import hashlib
import subprocess

from tests.supply.nest import BAD, SILENT, Nest, line, source_archive, wheel


def wheel_changed_at_the_index(nest: Nest) -> None:
    """Same name, same version, other content."""
    wheel(nest.ours, "fugl", BAD)


def settings_file_with_another_index(nest: Nest) -> None:
    """A pip.conf on the machine leads elsewhere."""
    wheel(nest.theirs, "fugl", BAD)
    nest.around["PIP_INDEX_URL"] = nest.strange
    nest.config(f"[global]\nindex-url = {nest.strange}\n")


def variable_with_an_extra_index(nest: Nest) -> None:
    """Two indexes have the version; ours has lost it."""
    wheel(nest.theirs, "fugl", BAD)
    (nest.ours / "fugl" / "fugl-1.0-py3-none-any.whl").unlink()
    nest.around["PIP_EXTRA_INDEX_URL"] = nest.strange


def extra_index_inside_the_lock(nest: Nest) -> None:
    """The lock itself leads elsewhere."""
    wheel(nest.theirs, "fugl", BAD)
    nest.lock = f"--index-url {nest.strange}\n{nest.lock}"


def hashes_switched_off_around(nest: Nest) -> None:
    """The machine's settings say that hashes are not needed."""
    wheel(nest.ours, "fugl", BAD)
    nest.config("[install]\nrequire-hashes = false\n")


def line_without_a_version(nest: Nest) -> None:
    """Somebody has added a package and forgotten the rest."""
    wheel(nest.ours, "rede", BAD)
    nest.lock += "rede\n"


def line_without_a_hash(nest: Nest) -> None:
    """One version, but any file of that name."""
    wheel(nest.ours, "rede", BAD)
    nest.lock += "rede==1.0\n"


def line_with_a_broken_hash(nest: Nest) -> None:
    """MD5 can be met by a file made for it."""
    made = wheel(nest.ours, "rede", BAD)
    nest.lock += f"rede==1.0 --hash=md5:{hashlib.md5(made.read_bytes()).hexdigest()}\n"


def package_that_brings_another(nest: Nest) -> None:
    """A pinned package asks for one that is not."""
    nest.lock += line("rede", wheel(nest.ours, "rede", "twigs", needs="unge"))
    wheel(nest.ours, "unge", BAD)


def newer_version_of_our_own_name(nest: Nest) -> None:
    """A stranger's package by a name of ours, and a higher number."""
    wheel(nest.theirs, "fugl", BAD, "99.0")
    nest.around["PIP_EXTRA_INDEX_URL"] = nest.strange
    nest.around["PIP_UPGRADE"] = "1"


def address_of_a_file(nest: Nest) -> None:
    """A wheel by its address over plain HTTP."""
    made = wheel(nest.theirs, "rede", BAD)
    nest.lock += f"rede @ {nest.strange}/rede/{made.name}\n"


def address_of_a_repository(nest: Nest) -> None:
    """A package by the address of its repository."""
    made = nest.folder / "rede"
    made.mkdir()
    setup = f"open({str(nest.mark)!r}, 'w')\nfrom setuptools import setup\nsetup(name='rede')\n"
    (made / "setup.py").write_text(setup)
    git = ["git", "-C", str(made), "-c", "user.name=n", "-c", "user.email=n@test.example"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *words], check=True, env=SILENT)
    nest.lock += f"git+file://{made}#egg=rede\n"


def source_that_runs_when_built(nest: Nest) -> None:
    """The hash is right, and the build fetches and runs whatever it likes."""
    nest.lock = line("rede", source_archive(nest.ours, "rede", nest.mark))
    nest.around["PIP_NO_BINARY"] = ":all:"


ON_THE_WAY = (
    wheel_changed_at_the_index,
    settings_file_with_another_index,
    variable_with_an_extra_index,
    extra_index_inside_the_lock,
    hashes_switched_off_around,
    line_without_a_version,
    line_without_a_hash,
    line_with_a_broken_hash,
    package_that_brings_another,
    newer_version_of_our_own_name,
    address_of_a_file,
    address_of_a_repository,
    source_that_runs_when_built,
)
