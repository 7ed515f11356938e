"""What each reason means, in English: for places where the judge's own sentence is too particular."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

REASONS: Final[Mapping[str, str]] = {}
