"""How this linkcheck was installed: what ``--version -v`` says, and the commit that ``init`` names in a workflow."""

from __future__ import annotations

import json
import platform
import re
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from typing import Final

from linkcheck import __version__

_DISTRIBUTION: Final = "awesome-linkcheck"
_COMMIT: Final = re.compile(r"[0-9a-f]{40}")


def release() -> str:
    """Return the tag of the release that this version is, or is on its way to."""
    return "v" + re.split(r"\.dev", __version__)[0]


def pin() -> str:
    """Return what follows ``@`` in a workflow: the commit and, as a comment, its release; without a commit the tag."""
    commit = _commit()
    if not commit:
        return release()
    return f"{commit} # {release()}" if release() == f"v{__version__}" else commit


def about() -> str:
    """Return the version with all that a report of a bug should say."""
    source = _origin()
    commit = _commit()
    editable = source.get("dir_info", {}).get("editable")
    origin = f"commit {commit}" if commit else "a checkout" if editable else "a package"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"linkcheck {__version__} from {origin}, {python}, {platform.platform()}"


def _commit() -> str:
    """Return the commit that was installed, where pip (PEP 610) or the build of a release wrote it down."""
    said = str(_origin().get("vcs_info", {}).get("commit_id", ""))
    if not said and (note := files("linkcheck") / "commit.txt").is_file():
        said = note.read_bytes().decode("ascii", "replace").strip()
    return said if _COMMIT.fullmatch(said) else ""


def _origin() -> dict[str, dict[str, str]]:
    try:
        text = distribution(_DISTRIBUTION).read_text("direct_url.json")
        said = json.loads(text or "{}")
    except (PackageNotFoundError, ValueError):
        return {}
    return {name: value for name, value in said.items() if isinstance(value, dict)}
