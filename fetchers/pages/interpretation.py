"""One answer interpreted: what reading a page comes to."""

from __future__ import annotations

from fetchers.facts import Observation
from fetchers.net import Profile
from fetchers.values import dataclass


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The observation, the decoded text of the page ("" if there is none or it is not needed), and the profile used."""

    observation: Observation
    text: str
    profile: Profile
