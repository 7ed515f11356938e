"""The head of the report: its title, the verdict in one line, the counts and a pie chart of them."""

from __future__ import annotations

from typing import Final

from linkcheck.model import Run, Verdict
from reports import escape
from reports.derived import PROBLEMS
from reports.enriched.cells import table
from reports.words import Catalogue

_PIE_COLOURS: Final = {
    Verdict.ALIVE: "#2da44e",
    Verdict.MOVED: "#54aeff",
    Verdict.DEAD: "#cf222e",
    Verdict.SOFT_DEAD: "#e5534b",
    Verdict.INVALID: "#a40e26",
    Verdict.FRAGMENT_MISSING: "#ff8182",
    Verdict.INSECURE: "#d4a72c",
    Verdict.BLOCKED: "#8c959f",
    Verdict.UNREACHABLE: "#afb8c1",
    Verdict.SKIPPED: "#d0d7de",
}


def title(run: Run, say: Catalogue) -> str:
    """Return the title of a report: the lists it is about."""
    files = [escape.markdown(document.file) for document in run.documents] or [escape.markdown(i) for i in run.inputs]
    return say("report-title", files=say.listed(files, 4))


def head(run: Run, say: Catalogue) -> list[str]:
    """Return the lines above the sections: title, verdict, counts and their pie."""
    counts = run.counts()
    lines = [f"# {title(run, say)}", "", verdict_line(run, say), ""]
    if not counts:
        return lines
    rows = [(say.verdict(v), str(n), say(f"meaning-{v}")) for v, n in counts.items()]
    lines += [*table([say(f"column-{c}") for c in ("verdict", "links", "meaning")], rows), ""]
    return [*lines, *(_pie(counts, say) if len(counts) > 1 else [])]


def verdict_line(run: Run, say: Catalogue) -> str:
    """Return the run in a sentence or two."""
    counts = run.counts()
    total = sum(counts.values())
    if not total:
        return say("no-links")
    problems = sum(counts.get(verdict, 0) for verdict in PROBLEMS)
    if counts.get(Verdict.ALIVE) == total:
        parts = [say("line-all-well", n=total)]
    else:
        first = say("line-act", n=problems, total=say("links", n=total)) if problems else say("line-nothing")
        numbers = {
            "found": sum(n for verdict, n in counts.items() if verdict.is_found),
            "moved": counts.get(Verdict.MOVED, 0),
            "open": sum(n for verdict, n in counts.items() if verdict.is_open),
            "skipped": counts.get(Verdict.SKIPPED, 0),
        }
        rest = say("clause").join(say(f"line-{name}", n=n) for name, n in numbers.items() if n)
        parts = [first, rest + say("stop") if rest else ""]
    return say("space").join(part for part in (*parts, say.cut_short(run)) if part)


def _pie(counts: dict[Verdict, int], say: Catalogue) -> list[str]:
    """Return the counts as a pie. Largest first: renderers disagree on whether they sort before giving colours."""
    ordered = sorted(counts.items(), key=lambda item: -item[1])
    colours = ", ".join(f'"pie{i}": "{_PIE_COLOURS[v]}"' for i, (v, _) in enumerate(ordered, 1))
    slices = [f'    "{say.verdict(verdict)}" : {n}' for verdict, n in ordered]
    theme = '%%{init: {"theme": "base", "themeVariables": {' + colours + "}}}%%"
    return ["```mermaid", theme, "pie showData", *slices, "```", ""]
