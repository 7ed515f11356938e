"""Better addresses to suggest, and notes beside a verdict. Pure."""

from __future__ import annotations

import re
from typing import Final

from fetchers.addresses.address import Address, without_session, without_tracking
from fetchers.codes import Code, Note
from linkcheck.judge.address_relations import differs_in_scheme_only, is_home, is_search, is_section_of, same_page
from linkcheck.judge.case import Case
from linkcheck.judge.drift import is_retitled, is_unrelated
from linkcheck.judge.rule import Rule
from linkcheck.judge.topic import is_other_version
from linkcheck.judge.witnesses import ACCUSING
from linkcheck.model import Suggestion, SuggestionKind, Verdict
from linkcheck.model.reasons import Reason
from linkcheck.spelling import as_https

_SPENT: Final = (
    Verdict.DEAD, Verdict.SOFT_DEAD, Verdict.INVALID, Verdict.BLOCKED, Verdict.UNREACHABLE, Verdict.SKIPPED,
)  # fmt: skip
_QUIET: Final = (Reason.COSMETIC_REDIRECT, Reason.LANDING_PAGE)
_VERSION = re.compile(r"v?(\d+)\Z")


def suggestion(case: Case, rule: Rule) -> Suggestion | None:
    """Return a better address for the list, by priority: moved, https, canonical, without tracking."""
    if rule.verdict in _SPENT:
        return None
    return (None if _is_in_doubt(case, rule) else _by_redirects(case, rule)) or _by_form(case) or _by_tracking(case)


def notes(case: Case, rule: Rule, better: Suggestion | None) -> tuple[Code, ...]:
    """Return the notes beside the verdict, as codes, each once."""
    target, metadata = case.link.target, case.observation.metadata
    found = [
        *(note.code for note in rule.notes),
        *((Note.HTTPS_AVAILABLE.code,) if better and better.why is SuggestionKind.HTTPS else ()),
        *case.observation.notes,
        *(target.notes if target else ()),
    ]
    if metadata is not None and metadata.archived:
        found.append(Note.ARCHIVED.code)
    if target is not None and metadata is not None and _is_older(target.parts.get("version"), metadata.version):
        found.append(Note.NEW_VERSION.code)
    if rule.verdict.is_found:
        found.extend(note for trait, note in _NOTED_TRAITS.items() if case.has(trait))
        if is_retitled(case):
            found.append(Note.RETITLED.code)
    if case.observation.tls is not None and rule.verdict is not Verdict.INSECURE:
        found.append(case.observation.tls.kind.code)
    return tuple(dict.fromkeys(found))


def _is_in_doubt(case: Case, rule: Rule) -> bool:
    """True if the end of the redirects may not be the page meant, so that it is not suggested."""
    asked, final = case.asked, case.final
    if asked is None or final is None or not case.is_elsewhere or rule.reason is Reason.RENAMED:
        return False
    if rule.doubt is not None or case.facts.hints & ACCUSING or case.has(*ACCUSING):
        return True
    if case.is_deep and case.ends_at_home:
        return case.stays_on_site or case.sibling_agrees is not False
    if case.is_deep and (is_search(final) or is_section_of(final, asked)):
        return not is_other_version(asked, final)
    return is_unrelated(case)


_NOTED_TRAITS: Final = {"moved-stub": Note.PAGE_MOVED.code, "says-archived": Note.SAYS_ARCHIVED.code}


def _is_older(ours: str | None, theirs: str | None) -> bool:
    one, other = _VERSION.match(ours or ""), _VERSION.match(theirs or "")
    return bool(one and other and int(one[1]) < int(other[1]))


def _by_redirects(case: Case, rule: Rule) -> Suggestion | None:
    url = _leading_permanent(case) or _https_for_now(case)
    if rule.reason is Reason.RENAMED:
        url = case.observation.final_url
    asked = case.asked if url else None
    if not url or asked is None:
        return None
    found = case.parse(url)
    if found is None or (asked.scheme == "https" and found.scheme == "http"):
        return None
    if differs_in_scheme_only(asked, found):
        return Suggestion(_upgrade(case.link.url, asked, found, url), SuggestionKind.HTTPS)
    if rule.reason in _QUIET or same_page(asked, found):
        return None
    return Suggestion(_with_fragment(without_session(without_tracking(url)), asked), SuggestionKind.MOVED)


def _upgrade(written: str, asked: Address, found: Address, url: str) -> str:
    """Suggest https. A home page keeps its path: the landing page of one language is not a better address."""
    return as_https(written) if is_home(asked) and asked.host == found.host else _with_fragment(url, asked)


def _https_for_now(case: Case) -> str | None:
    """Return the https address if a temporary redirect changes nothing but the scheme: https works."""
    if not case.observation.redirects:
        return None
    asked, final = case.asked, case.final
    if asked is None or final is None or asked.scheme == "https" or not differs_in_scheme_only(asked, final):
        return None
    return case.observation.final_url


def _leading_permanent(case: Case) -> str | None:
    """Return the end of the leading run of permanent redirects (Repology's rule)."""
    hops = case.observation.redirects
    run = next((index for index, hop in enumerate(hops) if not hop.is_permanent), len(hops))
    if run == 0:
        return case.observation.final_url if hops and all(hop.status == 200 for hop in hops) else None
    return hops[run].url if run < len(hops) else case.observation.final_url


def _with_fragment(url: str, asked: Address) -> str:
    """Inherit the fragment unless the new address has its own (RFC 9110 §10.2.2)."""
    return url if "#" in url or not asked.fragment else f"{url}#{asked.fragment}"


def _by_form(case: Case) -> Suggestion | None:
    target = case.link.target
    if target is None or target.canonical is None or target.canonical == case.link.url:
        return None
    return Suggestion(target.canonical, SuggestionKind.CANONICAL)


def _by_tracking(case: Case) -> Suggestion | None:
    plain = without_tracking(case.link.url)
    return Suggestion(plain, SuggestionKind.TRACKING) if plain != case.link.url else None
