"""How the findings of lint are printed: text, JSON, JSON lines, GitHub's annotations, SARIF."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from linkcheck import __version__
from linkcheck.cli.output.report_files import write_out
from linkcheck.cli.terminal.errors import say
from linkcheck.cli.terminal.language import told
from linkcheck.lint import RULES
from linkcheck.model import Finding, Severity
from reports import escape
from reports.machine import schema as wire


def _text(findings: Sequence[Finding]) -> str:
    return "\n".join(map(_line, findings))


def _line(finding: Finding) -> str:
    where = f"{escape.terminal(finding.file)}:{finding.line}:{finding.column}"
    subject = f"{escape.terminal(finding.url)}: " if finding.url else ""
    better = f" → {escape.terminal(finding.suggestion)}" if finding.suggestion else ""
    note = told("note: ") if finding.severity is Severity.NOTE else ""
    message = escape.terminal(told(finding.message), 300)
    return f"{where}: {note}{subject}{message}{better} [{finding.rule}]"


def _json(findings: Sequence[Finding]) -> str:
    return json.dumps({"findings": [wire.finding(finding) for finding in findings]}, ensure_ascii=False, indent=1)


def _jsonl(findings: Sequence[Finding]) -> str:
    return "\n".join(json.dumps(wire.finding(finding), ensure_ascii=False) for finding in findings)


def _github(findings: Sequence[Finding]) -> str:
    """Workflow commands (docs.github.com, workflow commands): data and properties are escaped differently."""
    lines = []
    for finding in findings:
        level = "error" if finding.severity is Severity.ERROR else "notice"
        name = _escaped(finding.file).replace(":", "%3A").replace(",", "%2C")
        better = f" → {finding.suggestion}" if finding.suggestion else ""
        said = _escaped(f"{finding.url}: {finding.message}{better}")
        lines.append(f"::{level} file={name},line={finding.line},col={finding.column},title={finding.rule}::{said}")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _sarif(findings: Sequence[Finding]) -> str:
    rules = [{"id": name, "shortDescription": {"text": said}} for name, said in RULES.items()]
    driver = {"name": "linkcheck", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": list(map(_result, findings))}
    return json.dumps({"version": "2.1.0", "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": [run]},
                      ensure_ascii=False, indent=1)  # fmt: skip


def _result(finding: Finding) -> dict[str, Any]:
    region = {"startLine": finding.line, "startColumn": finding.column}
    better = f" Write {finding.suggestion}" if finding.suggestion else ""
    return {
        "ruleId": finding.rule,
        "level": str(finding.severity),
        "message": {"text": f"{finding.url}: {finding.message}{better}"},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"uri": escape.ascii_address(finding.file)}, "region": region}}
        ],
    }


FORMATS: Final[Mapping[str, Callable[[Sequence[Finding]], str]]] = {
    "text": _text,
    "json": _json,
    "jsonl": _jsonl,
    "github": _github,
    "sarif": _sarif,
}


def tell_findings(findings: Sequence[Finding], environment: Mapping[str, str], *, to_stdout: bool) -> None:
    """Print findings beside a run's own report: on standard output where that is free, else as messages."""
    if not findings:
        return
    if not to_stdout:
        for finding in findings:
            say(_line(finding))
        return
    write_out(_text(findings))
    if environment.get("GITHUB_ACTIONS") == "true":
        write_out(_github(findings))
