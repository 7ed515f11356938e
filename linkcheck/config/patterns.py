"""A user's patterns (``exclude``, ``.lycheeignore``, ``.gitignore``), matched in time that grows with the text alone.

They may come with a stranger's pull request, and ``(a+)+$`` keeps Python's own matcher busy for longer than anybody
waits. RE2 has no such patterns; lychee's matcher, for which ``.lycheeignore`` is written, takes the same syntax.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


_LONGEST_REASON: Final = 60
"""Characters of RE2's reason, which may have the whole pattern in it."""


@dataclass(frozen=True, slots=True)
class UserPattern:
    """A compiled pattern."""

    _pattern: Any

    def is_in(self, text: str) -> bool:
        """Whether the pattern is found anywhere in a text."""
        # An argument's bytes may be no Unicode, and RE2 reads nothing else.
        return self._pattern.search(text.encode("utf-8", "replace").decode()) is not None


def compile_pattern(text: str) -> UserPattern:
    """Compile a user's pattern. Raises ValueError, whose message completes "‹pattern› …"."""
    import re2  # noqa: PLC0415 - few lists have patterns, and a list without should not wait for it

    options = re2.Options()
    options.log_errors = False
    try:
        return UserPattern(re2.compile(text, options))
    except (re2.error, UnicodeEncodeError) as error:
        reason = error.args[0] if error.args else ""
        said = (reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason))[:_LONGEST_REASON]
    if _is_known_to_python(text):
        # What takes RE2 no bounded time: look-around, back-references, counts above 1,000.
        raise ValueError(f"is not in RE2's syntax, which has no look-around and no back-references: {said}")
    raise ValueError(f"is not a regular expression: {said}")


def compile_paths(lines: Iterable[str]) -> GitIgnoreSpec:
    """Compile patterns of paths as git reads them, matched by RE2. Raises ValueError where git would pass over one."""
    import re2  # noqa: PLC0415  a list that is named needs neither
    from pathspec import GitIgnoreSpec  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # `[[]x`: pathspec compiles it for Python's matcher, too.
            return GitIgnoreSpec.from_lines(lines, backend="re2")
    except (re.error, re2.error, RecursionError, OverflowError) as error:
        raise ValueError(f"no pattern of paths: {error}") from None


def fits_some_path(text: str) -> bool:
    """Tell whether a pattern of paths can fit any: an unclosed bracket, a comment and an empty line fit none."""
    try:
        return any(pattern.include is not None for pattern in compile_paths([text]).patterns)
    except ValueError:
        return False


def _is_known_to_python(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # `[[`
            re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return False
    return True
