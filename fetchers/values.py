"""Values that nobody changes, made as fast as ones that may be changed. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, **options: bool) -> type | Callable[..., type]:
        """Make a dataclass. mypy takes this for ``dataclasses.dataclass``, and alone holds to ``frozen``.

        Python would set each field of a frozen object through ``object.__setattr__``: that takes three times as long,
        and a link takes fifty such objects with 450 fields.
        """
        make = dataclasses.dataclass(unsafe_hash=frozen and options.get("eq", True), **options)
        return make if cls is None else make(cls)


__all__ = ["dataclass"]
