"""What every report is: a name, the file suffixes it is chosen by, and a pure function from a run to pieces of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from linkcheck.config import FailWhen
from linkcheck.model import Run, Verdict

Lang = Literal["en", "zh"]
"""Languages a report's own words come in."""

FAILING = frozenset(verdict for verdict in Verdict if verdict.is_gone)
"""Verdicts that fail a run where the user names no others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to render. Formats made for programs pay no attention to language, width or colour."""

    lang: Lang = "en"
    link_base: str = ""
    """Prefix of a list's path in links to its lines: ``../``, or the address of a blob view."""
    fail_on: frozenset[Verdict] = FAILING
    """Verdicts that are errors in JUnit, SARIF, annotations and the badge."""
    fail_when: FailWhen = "seen"
    """When such a verdict fails the run and is an error: when seen, confirmed, new or newly confirmed."""
    width: int = 100
    """Columns of the terminal."""
    colour: bool = False
    """Whether the terminal takes colours."""
    hyperlinks: bool = False
    """Whether the terminal takes OSC 8 hyperlinks."""
    verbose: bool = False
    """Whether the terminal shows each link that moved or could not be checked, not only how many there are."""
    explain: bool = False
    """Whether the terminal names the rule that spoke under each problem, and the facts it was asked about."""
    job: str = ""
    """Which of a repository's jobs this is: each keeps an issue of its own."""


class Report(Protocol):
    """One format. Implementations are stateless, and inherit from this; equal input gives equal text.

    None may keep the records of a run, nor what it makes of them: a run may have a hundred thousand.
    """

    @property
    def name(self) -> str:
        """The stable name that ``--format`` takes."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings of file names that choose this format, each with its dot; of several that fit the longest wins."""

    @property
    def about(self) -> str:
        """One line for the help text."""

    def pieces(self, run: Run, options: Options) -> Iterator[str]:
        """Yield the report in pieces, which end with a newline unless there is nothing in them."""

    def render(self, run: Run, options: Options) -> str:
        """Return the whole report."""
        return "".join(self.pieces(run, options))


@runtime_checkable
class Splitting(Protocol):
    """A report that becomes several files where one would be too large to be shown."""

    def files(self, run: Run, options: Options, name: str) -> Iterator[tuple[str, str]]:
        """Yield names and texts, all for one folder: that of ``name`` last, and others before it only where needed.

        In this order none leads to a file that is not there yet.
        """


@runtime_checkable
class Steady(Protocol):
    """A report whose counts stay as they were last written until they are a tenth off."""

    def written(self, text: str) -> Mapping[tuple[str, str], str]:
        """Return the counts that a file of an earlier run shows, by address and sign (``Presentation.written``)."""
