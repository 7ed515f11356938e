"""Where the reader of a link ends instead of at its page: front doors, sections, searches, other files. Questions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final
from urllib.parse import unquote

from fetchers.addresses.address import Address
from fetchers.addresses.domains import registrable
from fetchers.facts import Page
from linkcheck.judge.address_relations import (
    is_file,
    is_file_view,
    is_front_label,
    is_gate,
    is_home,
    is_listing,
    is_search,
    is_section_of,
)
from linkcheck.judge.case import Case
from linkcheck.judge.rules.gone_pages import FEW, NUMBER, can_be_gone
from linkcheck.judge.topic import is_other_version, listed_name, path_words, topic, words_of


def home_of_the_site(case: Case) -> bool:
    """A deep address ends at the front door of its own site."""
    return case.is_elsewhere and case.ends_at_home and case.is_deep and case.stays_on_site


def home_with_a_query(case: Case) -> bool:
    """The same, with a parameter that says why: ``/?from=lost``. Only the sibling tells it from a page of that name."""
    asked, final = case.asked, case.final
    if asked is None or final is None or not final.query or is_home(final) or asked.query or not case.is_elsewhere:
        return False
    return case.is_deep and case.stays_on_site and is_home(replace(final, query=None))


def home_of_another_site(case: Case) -> bool:
    """A deep address ends at another site's front door."""
    return case.is_elsewhere and case.ends_at_home and case.is_deep and not case.stays_on_site


def is_sent_home_by_a_stub(case: Case) -> bool:
    """A page put here on purpose sends its reader home, so that a sibling's answer proves nothing."""
    return home_of_the_site(case) and not any(300 <= hop.status < 400 for hop in case.observation.redirects)


def refreshes_home(case: Case) -> bool:
    """A page that sends its reader to the front door after a while: "page moved"."""
    page = case.observation.page
    if page is None or page.refresh is None or not case.is_deep:
        return False
    target = case.parse(page.refresh)
    return target is not None and is_home(target) and page.words < 120


def canonical_is_home(case: Case) -> bool:
    """The page names the front door as its own address."""
    page = case.observation.page
    if page is None or not page.canonical or not case.is_deep or case.has("app-shell"):
        return False
    target = case.parse(page.canonical)
    return target is not None and is_home(target) and not case.ends_at_home and not (case.asked and case.asked.query)


def bounces_elsewhere(case: Case) -> bool:
    """The redirects end at a page that has no word of what the address or the list calls the link.

    A gate on the way to a page is none: it is short, and not for good.
    """
    asked, final, page = case.asked, case.final, case.observation.page
    if asked is None or final is None or page is None or not case.is_elsewhere or not can_be_gone(case):
        return False
    if _may_lead_there(asked, final) or is_other_version(asked, final):
        return False
    if not case.has("off-entry") and not all(hop.is_permanent for hop in case.observation.redirects):
        return False
    wanted = _wanted_item(case)
    called = words_of(f"{page.title} {page.heading}") | path_words(final)
    if not wanted or wanted & called or _shares_a_number(asked, final):
        return False
    return len(wanted & words_of(page.text)) * FEW <= len(wanted)


def _may_lead_there(asked: Address, final: Address) -> bool:
    """Whether a gate was told of the page, or only the host is another: a site that moves keeps its pages' places."""
    is_told = is_gate(final) or asked.path in unquote(final.query or "")
    return is_told or asked.target.rstrip("/") == final.target.rstrip("/")


def _wanted_item(case: Case) -> frozenset[str]:
    """The same without the words of folders: those of a shelf are on many pages."""
    asked = case.asked
    if asked is None:
        return frozenset()
    item = replace(asked, path="/" + asked.path.rstrip("/").rpartition("/")[2])
    return frozenset(word for word in topic(case.link, item) if word not in asked.host)


def _shares_a_number(asked: Address, final: Address) -> bool:
    return not set(NUMBER.findall(asked.target)).isdisjoint(NUMBER.findall(final.target))


def ends_on_another_site(case: Case) -> bool:
    """A page of another site answers that is called by no word of the item, the list's name for it or its old domain.

    Whether any address ends there is for the sibling to tell: then no word below the heading is about the item.
    """
    asked, final, page = case.asked, case.final, case.observation.page
    if asked is None or final is None or page is None or not case.is_elsewhere or not case.is_deep:
        return False
    if case.stays_on_site or case.ends_at_home or _may_lead_there(asked, final):
        return False
    wanted = _wanted_item(case) | _listed(case) | words_of(registrable(asked.host).partition(".")[0])
    called = words_of(f"{page.title} {page.heading}") | path_words(final)
    return not wanted & called and not _shares_a_number(asked, final)


def ends_at_its_host(case: Case) -> bool:
    """A tenant's name, ``somebody.host.example``, leads to the front page of its host, which has no word of it."""
    asked, final, page = case.asked, case.final, case.observation.page
    if asked is None or final is None or page is None or case.is_deep or not case.ends_at_home:
        return False
    host = final.host.removeprefix("www.")
    tenant = asked.host.removesuffix(f".{host}").removeprefix("www.")
    if tenant == asked.host or not tenant or is_front_label(tenant):
        return False
    listed = _listed(case)
    if any(word in host for word in listed):
        return False
    return not (listed | words_of(tenant.replace("-", " "))) & words_of(f"{page.title} {page.heading} {page.text}")


def _listed(case: Case) -> frozenset[str]:
    """Return the words that the list calls the link by, those of its host among them."""
    return words_of(" ".join(place.text for place in case.link.occurrences if "://" not in place.text))


def ends_at_a_placeholder(case: Case) -> bool:
    """A file that was linked leads to another that is named after its absence: ``removed.png``."""
    return ends_at_another_file(case) and case.final is not None and _PLACEHOLDER.search(_stem(case.final)) is not None


_PLACEHOLDER: Final = re.compile(
    r"(?:\A|[-_. ])(?:removed|deleted|gone|missing|expired|unavailable|"
    r"(?:no[-_ ]?longer|not)[-_ ]?(?:found|available|exist\w*)|"
    r"no[-_ ]?(?:image|photo|picture|file|thumb\w*|such[-_ ]\w+)|place[-_ ]?holder|404|410)(?:\Z|[-_. ])"
)
"""What hosts call the file that stands in the place of one that is gone."""


def ends_at_another_file(case: Case) -> bool:
    """A file that was linked leads to one of another name on the same site: a picture of nothing, as "removed.png"."""
    asked, final = case.asked, case.final
    if asked is None or final is None or case.observation.page is not None or not case.is_elsewhere:
        return False
    if not (case.stays_on_site and is_file(asked) and is_file(final)) or is_other_version(asked, final):
        return False
    wanted, called = (words_of(_stem(place)) for place in (asked, final))
    if _stem(asked) == _stem(final) or _shares_a_number(asked, final):
        return False
    return not called & (wanted | listed_name(case.link))


def _stem(address: Address) -> str:
    """Return what a file is called, without its folder and its kind."""
    return unquote(address.path.rpartition("/")[2]).rpartition(".")[0].casefold()


def was_a_file(case: Case) -> bool:
    """A file was linked, and a page stands in its place."""
    page, asked = case.observation.page, case.asked
    if page is None or case.is_elsewhere or asked is None or not is_file(asked) or is_file_view(asked):
        return False
    kind = case.observation.headers.get("content-type", "").lower()
    return (not kind or "html" in kind) and not _is_about_the_file(page, asked)


def _is_about_the_file(page: Page, asked: Address) -> bool:
    """A wiki's page about a picture, a viewer's about a notebook: the file's name stands at its head."""
    name = unquote(asked.path.rpartition("/")[2]).replace("_", " ").casefold()
    return bool(name) and any(name in text.replace("_", " ").casefold() for text in (page.title, page.heading))


def bounces_to_search(case: Case) -> bool:
    """The address ends in a search of its site."""
    if not case.is_elsewhere or not case.is_deep or not case.stays_on_site or case.asked is None or case.final is None:
        return False
    return is_search(case.final) and not is_search(case.asked) and not is_listing(case.asked)


def bounces_to_section(case: Case) -> bool:
    """The redirects end nearer to the front door, at an address without the words that named the page.

    A section outside the page's own path may be a login page, unless the redirect is permanent.
    """
    asked, final = case.asked, case.final
    if asked is None or final is None or not case.is_elsewhere or not case.is_deep or not case.stays_on_site:
        return False
    if case.ends_at_home or final.query or is_gate(final):
        return False
    depth, end = (len([part for part in place.path.split("/") if part]) for place in (asked, final))
    told = path_words(replace(asked, path="/" + asked.path.rstrip("/").rpartition("/")[2]))
    if is_section_of(final, asked):
        return not is_other_version(asked, final)
    is_for_good = all(hop.is_permanent for hop in case.observation.redirects)
    return is_for_good and end < depth and bool(told) and not told & path_words(final)
