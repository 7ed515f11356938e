"""Fuzzing what reads a stranger's bytes, led by coverage: ``python -m fuzz.fuzz TARGET [libFuzzer options]``.

Needs atheris (``pip install atheris``). The targets are those of tests.strangers.TARGETS. What crashes, or takes longer
than ``-timeout``, is a bug.
"""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["fetchers", "linkcheck"]):
    from tests import strangers


def main() -> None:
    """Fuzz one target until libFuzzer ends."""
    atheris.Setup([sys.argv[0], *sys.argv[2:]], strangers.TARGETS[sys.argv[1]])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
