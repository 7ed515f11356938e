"""How this linkcheck was installed: what ``--version -v`` says, and the revision that ``init`` names in a workflow."""

from __future__ import annotations

import json
import platform
import re
from importlib.metadata import PackageNotFoundError, distribution
from typing import Final

from linkcheck import __version__

_DISTRIBUTION: Final = "awesome-linkcheck"
_COMMIT: Final = re.compile(r"[0-9a-f]{40}")


def release() -> str:
    """Return the tag of the release that this version is, or is on its way to."""
    return "v" + re.split(r"\.dev", __version__)[0]


def revision() -> str:
    """Return the commit that was installed, where pip wrote it down (PEP 610), else the tag of the release."""
    commit = str(_origin().get("vcs_info", {}).get("commit_id", ""))
    return commit if _COMMIT.fullmatch(commit) else release()


def about() -> str:
    """Return the version with all that a report of a bug should say."""
    source = _origin()
    commit = source.get("vcs_info", {}).get("commit_id")
    editable = source.get("dir_info", {}).get("editable")
    origin = f"commit {commit}" if commit else "a checkout" if editable else "a package"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"linkcheck {__version__} from {origin}, {python}, {platform.platform()}"


def _origin() -> dict[str, dict[str, str]]:
    try:
        text = distribution(_DISTRIBUTION).read_text("direct_url.json")
        said = json.loads(text or "{}")
    except (PackageNotFoundError, ValueError):
        return {}
    return {name: value for name, value in said.items() if isinstance(value, dict)}
