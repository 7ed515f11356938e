"""Everything a user can set, and what each value may be. Durations are seconds, written ``90``, ``"30s"``, ``"1d"``."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from fetchers.net.host_policy import Count, HostPolicy, Patience, Seconds, Status
from linkcheck.config.durations import months
from linkcheck.model import Fact, Presentation, QuietException, Verdict

GONE: Final = tuple(verdict for verdict in Verdict if verdict.is_gone)

MOST_SHARDS: Final = 256
ShardCount = Annotated[int, Meta(ge=0, le=MOST_SHARDS)]

FailWhen = Literal["seen", "confirmed", "new", "newly-confirmed"]


class KnownVerdict(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """``[[known]]``: a person's verdict on an address; it overrides ours."""

    url: str
    verdict: Literal["alive", "dead", "ignore"]
    reason: str
    date: date


class QuietSetting(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """``[[quiet]]``: another time after which repositories are quiet, for one of an address, a heading or a host."""

    after: str
    url: str = ""
    section: str = ""
    host: str = ""


EntryRule = Literal[
    "not-archived", "pushed-within", "min-stars", "license", "no-duplicate", "description", "alphabetical"
]


class EntryRules(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """``[entries]``: what is asked of entries that a change adds."""

    not_archived: bool = False
    pushed_within: str = ""
    """A span such as ``18mo``; empty: not asked."""
    min_stars: int = 0
    license: bool = False
    no_duplicate: bool = False
    description: bool = False
    alphabetical: bool = False
    notes: tuple[EntryRule, ...] = ()
    """Rules whose findings are notes and do not fail the run."""

    def asks(self, rule: str) -> bool:
        """Whether a rule is in force."""
        return bool(getattr(self, rule.replace("-", "_")))

    @property
    def months(self) -> int | None:
        """``pushed-within`` in months. Raises SettingsError."""
        return months(self.pushed_within) if self.pushed_within else None


class Settings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """All settings of a run."""

    fail_on: tuple[Verdict, ...] = GONE
    fail_when: FailWhen = "seen"
    """When such a verdict fails a run: when seen, once confirmed, when new, or in the one run that confirms it."""
    fragments: bool = False
    archive: bool = False
    """Whether archived copies of what is gone are looked for at archive.org."""
    allow_private: bool = False
    include_code: bool = False
    exclude: tuple[str, ...] = ()
    """Regular expressions; an address in which one is found is skipped."""
    include: tuple[str, ...] = ()
    """Regular expressions; where there are any, an address in which none is found is skipped."""
    exclude_path: tuple[str, ...] = ()
    """Patterns as in .gitignore; files that fit are not read, unless named themselves."""
    remap: dict[str, str] = {}
    """Addresses that begin with a key are looked for below its value: another address, or a local folder."""
    accept: tuple[Status, ...] = ()
    """Statuses that mean alive on every host; written as numbers, or as ranges: ``"200..=299"``."""
    root: str | None = None
    """Where local links that begin with ``/`` lead: a folder, from the list's repository."""
    site: Literal["auto", "github", "gitlab", "mkdocs", "docusaurus", "vitepress", "hugo", "jekyll", "quarto",
                  "mdbook", "astro", "vuepress", "sphinx", "docsify"] = "auto"  # fmt: skip
    """What renders the files; ``auto``: as the repository shows."""
    slugs: Literal["github", "gitlab", "kramdown", "python-markdown", "pymdownx", "remark", "vitepress", "goldmark",
                   "mdbook", "pandoc"] | None = None  # fmt: skip
    """How headings are made fragments; None: as the site's program does."""
    duplicates: bool = True
    """Whether lint says that one thing stands twice in a list."""
    lang: Literal["auto", "en", "zh"] = "auto"
    max_age: Seconds = 86400.0
    """How long an alive link's facts are fresh (jittered by a fifth)."""
    max_time: Patience | None = None
    """Seconds after which a run ends with what it has."""
    timeout: Patience = 20.0
    """Seconds a server may take before its answer begins."""
    max_concurrency: Count = 256
    """Requests open at once, over all hosts."""
    shards: ShardCount = 0
    """Processes that ask side by side; 0: one for each processor where some thousand links are asked for, else one."""
    state: str | None = None
    """Path of the state; None: ``.linkcheck`` beside the (first) list."""
    memory: str | None = None
    """A text file for what cannot be asked again, to be committed beside the report; None: the store alone keeps it."""
    facts: tuple[Fact, ...] = tuple(Fact)
    """Which facts the enriched list writes beside its links."""
    papers: tuple[Literal["code", "citations"], ...] = ()
    """What others are asked of arXiv's papers: the code of Hugging Face, the citations of Semantic Scholar."""
    quiet_after: str = "2y"
    """How long after its last push a repository is called quiet; ``never``: not at all."""
    quiet: tuple[QuietSetting, ...] = ()
    entries: EntryRules = EntryRules()
    contact: str | None = None
    """An address for the user agent, so that a site's owner can find the person who runs this."""
    hosts: dict[str, HostPolicy] = {}
    """``[hosts."PATTERN"]``, by pattern (``fetchers.addresses.host_patterns``)."""
    known: tuple[KnownVerdict, ...] = ()
    services: dict[str, str] = {}
    """Base addresses of services by fetcher name, for mirrors and enterprise hosts."""

    @property
    def presentation(self) -> Presentation:
        """The facts that reports show. Raises SettingsError for an invalid span."""
        return Presentation(
            facts=frozenset(self.facts),
            quiet_months=months(self.quiet_after),
            exceptions=tuple(QuietException(months(q.after), q.url, q.section, q.host.lower()) for q in self.quiet),
        )
