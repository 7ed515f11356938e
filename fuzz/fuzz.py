"""Fuzzing what reads a stranger's bytes, led by coverage: ``python -m fuzz.fuzz TARGET [libFuzzer options]``.

Needs atheris (``pip install atheris``). A target is one of tests.strangers.TARGETS, or a site's name: then the bytes
are the answers that the site's own fetcher hears. What crashes, or takes longer than ``-timeout``, is a bug.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

with atheris.instrument_imports(include=["fetchers", "linkcheck"]):
    from fetchers import registry
    from fetchers.addresses.address import parse
    from tests import strangers


def target_of(name: str) -> Callable[[bytes], object]:
    """Return what takes the bytes; KeyError where there is no such target."""
    if name in strangers.TARGETS:
        check: Callable[[bytes], object] = strangers.TARGETS[name]
        return check
    site = registry.fetcher(name)

    def hear(data: bytes) -> None:
        form = site.forms[data[0] % len(site.forms)] if data else site.forms[0]
        target = registry.find(parse(form.example))
        answers = data[1:].split(b"\x00\x00")
        kind = "application/json" if answers[0][:1] in b"[{" else "text/html"
        strangers.check_observation(
            target, strangers.observe(target, lambda number: (200, answers[number % len(answers)], kind))
        )

    return hear


def main() -> None:
    """Fuzz one target until libFuzzer ends."""
    check = target_of(sys.argv[1])
    atheris.Setup([sys.argv[0], *sys.argv[2:]], check)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
