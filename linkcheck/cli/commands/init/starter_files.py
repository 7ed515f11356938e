"""The files that ``linkcheck init`` writes: settings and a workflow, with comments in the language of the terminal."""

from __future__ import annotations

import glob
import hashlib
import json
import shlex
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from linkcheck.cli.installation import pin
from linkcheck.cli.terminal.language import Lang, chosen

ACTION: Final = "awesome-linkcheck/linkcheck"
_TEXTS: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_COMMENTS: Final[Mapping[Lang, Mapping[str, str]]] = _TEXTS["comments"]
DELIVERIES: Final = ("commit", "branch", "pull-request", "none")


def configuration(carried: str | None, *, documentation: bool = False) -> str:
    """Return the settings' text: those carried over from another checker, else the usual ones."""
    say = _COMMENTS[chosen()]
    fragments = f"# {say['fragments']}\nfragments = true\n\n" if documentation else ""
    usual = _TEXTS["configuration"].format_map({**say, "fragments": fragments})
    return f"# {say['head']}\n\n{usual if carried is None else carried}"


def workflow(lists: tuple[str, ...], *, seed: str, deliver: str = "commit", documentation: bool = False) -> str:
    """Return the workflow's text. Its day and minute are the repository's own, so that not all ask at once.

    documentation: a pull request is also checked without network, at every file.
    """
    number = int.from_bytes(hashlib.sha256(seed.encode("utf-8", "replace")).digest()[:4], "big")
    say = _COMMENTS[chosen()]
    # A JSON string is a YAML scalar, whatever a name holds.
    paths = json.dumps(shlex.join(lists), ensure_ascii=False)
    text: str = _TEXTS["workflow"].format(
        comment=say["workflow"].format(what=say[deliver], offline=say["offline"] if documentation else ""),
        offline=_TEXTS["offline"].format(action=ACTION, pin=pin(), paths=paths) if documentation else "",
        minute=number % 59 + 1,
        hour=number // 59 % 24,
        day=number // 59 // 24 % 7,
        more="      pull-requests: write\n" if deliver == "pull-request" else "",
        action=ACTION,
        pin=pin(),
        paths=paths,
        report=json.dumps(report_name(lists[0]), ensure_ascii=False),
    )
    return text + (f"      deliver: {deliver}\n" if deliver != "commit" else "")


def report_name(first: str) -> str:
    """Return what the report over a list is called: ``README.report.md`` beside ``README.md``."""
    path = Path(first)
    if glob.has_magic(first) or not path.suffix:
        return "links.report.md"
    return f"{path.with_suffix('').as_posix()}.report.md"
