"""What a scenario is: one link, the server behind it, and what is true of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from linkcheck.demo import Name, SmallWeb, Tls
from linkcheck.model import Verdict

PATH: Final = "/reading/on-hedgehogs"
SOFT: Final = "soft-dead|dead"
"""The verdicts on a page that is gone behind a 200."""


class Truth(StrEnum):
    """What a person with a browser and a month's patience would know."""

    THERE = "there"
    """The content is there for a reader: calling it broken is a false alarm."""
    GONE = "gone"
    """A maintainer should replace, correct or remove the link: silence is a miss."""
    OPEN = "open"
    """Nobody can tell from here: calling it broken is a false alarm as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One line of the list. ``verdicts`` are those that are right, ``furnish`` sets up the servers it needs."""

    name: str
    url: str
    truth: Truth
    verdicts: frozenset[Verdict]
    about: str
    furnish: Callable[[SmallWeb], object]
    text: str
    """What the list calls the link."""


Furnish = Callable[[SmallWeb, str], object]
"""Sets up what a host needs; given the web and the host's name."""


@dataclass(slots=True)
class Shelf:
    """Collects scenarios of one kind, each on a host of its own."""

    kind: str
    scenarios: list[Scenario]

    def add(  # noqa: PLR0913  one argument a column
        self,
        name: str,
        truth: Truth,
        verdicts: str,
        about: str,
        furnish: Furnish = lambda web, host: web.site(host),
        *,
        path: str = PATH,
        scheme: str = "https",
        url: str | None = None,
        text: str | None = None,
    ) -> None:
        """Add a scenario; ``verdicts`` are separated by a bar, ``text`` is what the list says in place of the name."""
        host = f"{self.kind}-{name}.hardweb"
        right = frozenset(Verdict(word) for word in verdicts.split("|"))
        self.scenarios.append(
            Scenario(
                name=f"{self.kind}-{name}",
                url=url or f"{scheme}://{host}{path}",
                truth=truth,
                verdicts=right,
                about=about,
                furnish=lambda web: furnish(web, host),
                text=text or f"{self.kind}-{name}",
            )
        )


def unnamed(name: Name) -> Furnish:
    """A host that cannot be reached, in that way."""
    return lambda web, host: web.site(host, name=name)


def insecure(tls: Tls, status: int = 200) -> Furnish:
    """A host with something wrong about its TLS, and a page behind it."""
    return lambda web, host: web.site(host, tls=tls).page(PATH, "On hedgehogs", status=status)
