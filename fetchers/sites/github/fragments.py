"""Which fragments of GitHub's pages can be looked for in the HTML at all. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

# Lines of a file, and what scripts load later: comments, review threads, files of a difference.
_BY_SCRIPT: Final = re.compile(
    r"L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?|(?:issuecomment|discussioncomment|pullrequestreview|issue|diff|commits-pushed"
    r"|ref-[a-z]+|event|partial)-.*|discussion_r\d+|r\d+|readme|js-repo-pjax-container|start-of-content",
    re.IGNORECASE,
)


def checkable(fragments: Sequence[str]) -> tuple[str, ...]:
    """Return those fragments whose absence from the HTML says something."""
    return tuple(fragment for fragment in fragments if not _BY_SCRIPT.fullmatch(fragment))
