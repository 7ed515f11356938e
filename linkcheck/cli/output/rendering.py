"""From a run to what is printed and written: which formats, in which language, how wide."""

from __future__ import annotations

import glob
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from linkcheck.cli.output.blob import blob_base
from linkcheck.cli.output.list_language import language
from linkcheck.cli.output.report_files import check_writable, is_special, print_out, write_whole
from linkcheck.cli.terminal.errors import UserError, say
from linkcheck.cli.terminal.language import settle
from linkcheck.cli.terminal.streams import tell
from linkcheck.config import Settings
from linkcheck.model import Run
from reports.interface import Options, Report, Splitting, Steady
from reports.registry import UnknownFormat, find_by_name, find_by_suffix
from reports.terminal import TERMINAL, summary

_MOST_NAMED: Final = 4
"""Reports in one folder that are named one by one."""


_MOST_BYTES: Final = 16_000_000
"""A larger file is not looked at for the counts that it shows: a page of some 15,000 links."""


@dataclass(frozen=True, slots=True)
class Output:
    """One report to be made: its format, and the file it goes to (None: standard output)."""

    report: Report
    path: Path | None


def outputs_of(files: Sequence[Path], formats: Sequence[str]) -> list[Output]:
    """Pair ``-o FILE`` with formats: ``--format NAME`` names that of the files, ``NAME=PATH`` adds one more.

    Raises Problem.
    """
    plain = [word for word in formats if "=" not in word]
    if len(plain) > 1:
        raise UserError(f"--format: {' and '.join(plain)} both for the same output; write --format NAME=PATH for each")
    named = _by_name(plain[0]) if plain else None
    outputs = [Output(named or _by_suffix(path), path) for path in files]
    if named is not None and not files:
        outputs.append(Output(named, None))
    for word in formats:
        name, equals, path = word.partition("=")
        if equals:
            outputs.append(Output(_by_name(name), Path(path)))
    return outputs


def job_name(files: Sequence[Path], memory: str | None, lists: Sequence[str]) -> str:
    """Return the key that identifies this job in its repository: its report (-o), else its memory, else its lists.

    What lies outside of the folder tells nothing: it may be another path in the next run.
    """
    for file in (*map(str, files), memory or os.pardir):
        place = Path(os.path.relpath(file))
        if not place.is_absolute() and ".." not in place.parts:
            return place.as_posix()
    return " ".join(lists)


def check_outputs(outputs: Sequence[Output], lists: Iterable[Path] = ()) -> None:
    """Refuse before a run what could or should not be written after it: no report replaces a list. Raises Problem."""
    taken = {path.resolve() for path in lists}
    for output in outputs:
        if output.path is None:
            continue
        if output.path.resolve() in taken:
            raise UserError(f"{output.path}: a list that is read, or another report; choose another place for this one")
        if not is_special(output.path):
            taken.add(output.path.resolve())
        check_writable(output.path)


def publish(
    run: Run,
    outputs: Sequence[Output],
    settings: Settings,
    options: Options,
    *,
    quiet: bool,
    folder: Path = Path(),
    prints_problems: bool = True,
) -> None:
    """Write the reports; print the problems unless a report has taken standard output; end with one line.

    ``options``: what the command line says of them; the settings and the place of each report are added. ``folder`` is
    what the lists' names are relative to.
    """
    lang = language(settings.lang, run.documents)
    options = replace(
        options,
        lang=lang,
        fail_on=frozenset(settings.fail_on),
        fail_when=settings.fail_when,
    )
    run = replace(run, presentation=replace(run.presentation, written=_written(outputs)))
    for output in outputs:
        placed = replace(options, link_base=_base_for(output, folder))
        if output.path is None:
            print_out(output.report.pieces(run, placed))
        else:
            _write(output.report, run, placed, output.path)
    screen = _on_screen(replace(options, lang=settle(lang, final=settings.lang != "auto")))
    if not quiet:
        if prints_problems and not any(output.path is None for output in outputs):
            print_out(TERMINAL.pieces(run, screen))
        tell(summary(run, screen))
        written = [output.path for output in outputs if output.path is not None]
        if sys.stderr.isatty() and written:
            if len(written) > _MOST_NAMED and len({path.parent for path in written}) == 1:
                say(f"wrote {len(written)} reports into {written[0].parent}")
            else:
                say(f"wrote {', '.join(map(str, written))}")


def _write(report: Report, run: Run, options: Options, path: Path) -> None:
    if not isinstance(report, Splitting):
        write_whole(path, report.pieces(run, options))
        return
    for name, text in report.files(run, options, path.name):
        write_whole(path.with_name(name), [text])


def _written(outputs: Sequence[Output]) -> dict[tuple[str, str], str]:
    """Return the counts as the reports that are about to be replaced show them: all are to say the same."""
    return {
        key: count
        for output in reversed(outputs)
        if output.path is not None and isinstance(output.report, Steady)
        for text in _last_version(output.path)
        for key, count in output.report.written(text).items()
    }


def _last_version(path: Path) -> Iterator[str]:
    """Yield the texts of a report that is about to be replaced, with the parts of a long one."""
    for place in (path, *sorted(path.parent.glob(f"{glob.escape(path.stem)}.[0-9]*{path.suffix}"))):
        try:
            if place.is_file() and place.stat().st_size <= _MOST_BYTES:
                yield place.read_text("utf-8", "replace")
        except OSError:
            continue


def _on_screen(options: Options) -> Options:
    tty = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if tty else 100
    # GitLab's job log is no terminal, but shows colours as one does.
    shows = tty or os.environ.get("GITLAB_CI") == "true"
    colour = shows and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return replace(options, width=width, colour=colour, hyperlinks=colour and tty)


def _base_for(output: Output, folder: Path) -> str:
    """What GitHub shows outside of the repository's files needs whole addresses."""
    at_github = output.report.name.startswith("github-") and blob_base(os.environ)
    return at_github or _link_base(output.path, folder)


def _link_base(path: Path | None, folder: Path) -> str:
    """Links from a report to lines of the list are relative to the report's folder."""
    if path is None:
        return ""
    base = os.path.relpath(folder, path.parent)
    return "" if base == "." else base + "/"


def _by_name(name: str) -> Report:
    try:
        return find_by_name(name)
    except UnknownFormat as error:
        raise UserError(f"--format: {error}") from None


def _by_suffix(path: Path) -> Report:
    try:
        return find_by_suffix(path.name)
    except UnknownFormat as error:
        raise UserError(f"{path}: {error}") from None
