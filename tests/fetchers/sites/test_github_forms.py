from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetchers.addresses.address import parse
from fetchers.fetcher import UrlPattern
from fetchers.pages.fragments import checkable
from fetchers.sites.github import GITHUB
from fetchers.sites.github.probes import probes_of
from tests.fetchers.sites.asking import claimed


@pytest.mark.parametrize("form", GITHUB.forms, ids=lambda form: form.kind)
def test_every_form_claims_its_example(form: UrlPattern) -> None:
    target = claimed(GITHUB, form.example)
    assert (target.fetcher, target.kind) == ("github", form.kind)
    assert target.key.startswith("github:")


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/Owner/Name",
        "http://www.github.com/owner/name/",
        "https://github.com/owner/name.git",
        "https://github.com/owner/name?tab=readme-ov-file",
        "https://github.com/owner/name/?utm_source=x#installation",
        "https://api.github.com/repos/owner/name",
        "https://github.dev/owner/name",
        "https://GitHub.com:443/OWNER/NAME",
    ],
)
def test_one_repository_has_one_key(url: str) -> None:
    assert claimed(GITHUB, url).key == "github:owner/name"


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://github.com/Owner/Name/blob/main/CONTRIBUTING.md?plain=1#L3", "owner/name/blob/main/CONTRIBUTING.md"),
        ("https://github.com/o/n/tree/main/Docs/", "o/n/tree/main/Docs"),
        ("https://raw.githubusercontent.com/o/n/main/a.md", "o/n/raw/main/a.md"),
        ("https://github.com/o/n/raw/main/a.md", "o/n/raw/main/a.md"),
        ("https://github.com/o/n/issues/7", "o/n/issues/7"),
        ("https://github.com/o/n/issues?q=b&a=1&utm_source=x", "o/n/issues?a=1&q=b"),
        ("https://github.com/o/n/wiki/Home", "o/n/wiki/Home"),
        ("https://github.com/Orga/", "orga"),
        ("https://github.com/orgs/Orga", "orga"),
        ("https://github.com/orgs/Orga/repositories", "orga"),
        ("https://gist.github.com/o/6cad326836d38bd3a7ae", "gist/6cad326836d38bd3a7ae"),
        ("https://gist.github.com/6cad326836d38bd3a7ae", "gist/6cad326836d38bd3a7ae"),
    ],
)
def test_what_is_below_has_keys_of_its_own(url: str, key: str) -> None:
    assert claimed(GITHUB, url).key == f"github:{key}"


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/",
        "https://github.com/blog/2496-some-post",
        "https://github.com/topics/llm",
        "https://github.com/sponsors/octocat",
        "https://github.com/features/actions",
        "https://github.com/marketplace/actions/checkout",
        "https://github.com/orgs/community/discussions/1",
        "https://github.com/o/..",
        "https://octocat.github.io/spoon",
        "https://docs.github.com/en/rest",
        "https://gist.github.com/octocat",
        "https://api.github.com/rate_limit",
        "https://img.shields.io/github/stars/o/n",
        "https://github.com.evil.example/o/n",
        "https://github.com:8443/o/n",
        "https://notgithub.com/o/n",
    ],
)
def test_what_is_nobodys_repository_is_left_to_others(url: str) -> None:
    assert GITHUB.claim(parse(url)) is None


def test_the_editor_and_the_api_lead_to_the_page_a_reader_can_open() -> None:
    editor = claimed(GITHUB, "https://github.dev/o/n/blob/main/a.py")
    api = claimed(GITHUB, "https://api.github.com/repos/o/n")
    assert editor.canonical == editor.url == api.url == "https://github.com/o/n"
    assert api.canonical is None


def expressions(url: str) -> list[object]:
    return [value for probe in probes_of(claimed(GITHUB, url)) for _, _, value in probe.arguments]


@pytest.mark.parametrize(
    ("path", "tried"),
    [
        ("blob/main/docs/a.md", ["main:docs/a.md"]),
        ("blob/HEAD/a%20b.md", ["HEAD:a b.md"]),
        ("blob/feature/x/a.md", ["feature:x/a.md", "feature/x:a.md"]),
        ("blob/a/b/c/d/e.md", ["a:b/c/d/e.md", "a/b:c/d/e.md", "a/b/c:d/e.md"]),
        ("tree/main", ["main"]),
        ("tree/feature/x", ["feature:x", "feature/x"]),
        ("blob/refs/heads/main/a.md", ["refs/heads/main:a.md"]),
        ("blob/main", []),
        ("commits/main", ["main"]),
        ("commit/d0dd1f6", ["d0dd1f6"]),
        ("archive/refs/tags/v1.0.tar.gz", ["refs/tags/v1.0"]),
        ("archive/v1.0.zip", ["v1.0"]),
        ("blob/main/a%00b", []),
    ],
)
def test_a_path_is_split_where_a_branch_name_may_end(path: str, tried: list[str]) -> None:
    found = expressions(f"https://github.com/o/n/{path}")
    assert found == tried


def test_raw_files_are_looked_for_as_well() -> None:
    assert expressions("https://raw.githubusercontent.com/o/n/main/a.md") == ["main:a.md"]


@pytest.mark.parametrize("path", ["wiki/Home", "compare/a...b", "actions/runs/1", "issues/99999999999", "packages"])
def test_of_other_pages_only_the_page_itself_can_tell(path: str) -> None:
    assert probes_of(claimed(GITHUB, f"https://github.com/o/n/{path}")) == ()


@given(st.text(string.ascii_letters + string.digits + "/-_.%~é 中", max_size=60))
def test_any_address_is_claimed_or_not_and_asked_about_without_a_crash(path: str) -> None:
    target = GITHUB.claim(parse(f"https://github.com/{path}"))
    if target is not None:
        probes_of(target)
        assert target.key == claimed(GITHUB, f"https://www.github.com/{path}").key


def test_fragments_that_scripts_make_are_not_looked_for() -> None:
    given = ("installation", "L10", "L10-L20", "issuecomment-12", "discussion_r5", "diff-ab12", "用法")
    assert checkable(given, "github.com") == ("installation", "用法")
