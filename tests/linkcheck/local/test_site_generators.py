"""Sites are recognised from the repository, and their links followed as their program does."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkcheck.local import LocalFiles

MKDOCS = {
    "mkdocs.yml": "site_name: x\n",
    "docs/index.md": "# Home\n",
    "docs/guide/a.md": "# A & B\n",
    "docs/img/x.png": "",
}
DOCUSAURUS = {
    "website/docusaurus.config.js": "docs: {path: '../docs'}",
    "docs/intro.md": "# Intro {#start}\n",
    "website/static/img/x.png": "",
}
VITEPRESS = {
    "docs/.vitepress/config.ts": "",
    "docs/index.md": "",
    "docs/guide/a.md": "# 1. First\n",
    "docs/public/x.png": "",
}
HUGO = {"hugo.toml": "", "content/en/a/_index.md": "# A\n", "content/en/b.md": "## One.Two\n", "static/x.png": ""}
JEKYLL = {"_config.yml": "theme: minima\n", "index.md": "", "about.md": "# 1. About\n", "img/x.png": ""}
QUARTO = {"_quarto.yml": "", "index.qmd": "# 1. Start here\n", "b.qmd": ""}
MDBOOK = {"book.toml": "[book]\n", "src/SUMMARY.md": "", "src/a.md": "# What? Yes_No\n"}
PLAIN = {"README.md": "# x\n", "docs/a.md": "# A\n"}
GITLAB = {".gitlab-ci.yml": "", "README.md": "# A -- B\n\n## 2024\n"}

ASTRO = {"astro.config.mjs": "", "src/content/docs/en/a.mdx": "# A\n", "src/pages/team.astro": "", "public/x.png": ""}
ROUTED = {
    "_config.yml": "theme: minima\ncollections:\n  docs:\n    permalink: /:collection/:path/\n"
    "  posts:\n    permalink: /news/:year/:month/:title/\n",
    "_docs/one.md": "---\npermalink: /guide/first/\nredirect_from:\n  - /old/\n---\n# A b\n",
    "_docs/deep/two.md": "",
    "_posts/2020-01-02-hello.md": "# H\n",
}
BLOG = DOCUSAURUS | {
    "docs/polyfill.md": "---\nid: babel-polyfill\n---\n# A\n",
    "docs/b.md": "---\nslug: /start\n---\n# B\n",
    "website/blog/2018-07-27-stages.md": "# S\n",
    "website/src/pages/repl.tsx": "",
}

DOCSIFY = {
    "docs/index.html": "<script src=docsify.min.js></script>",
    "docs/_sidebar.md": "",
    "docs/a.md": "",
    "README.md": "",
}
SNIPPETS = {
    "mkdocs.yml": "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: docs/parts\n",
    "docs/parts/p.md": "",
    "docs/a.md": "",
}
TRANSLATED = {"docs/en/mkdocs.yml": "", "docs/en/docs/one.md": "", "docs/en/docs/a/b.md": "", "docs/de/docs/a/b.md": ""}

THERE, MISSING, UNKNOWN = "there", "missing", "unknown"


@pytest.mark.parametrize(
    ("tree", "file", "reference", "expected"),
    [
        (MKDOCS, "docs/index.md", "guide/a.md#a-b", THERE),
        (MKDOCS, "docs/index.md", "guide/a.md#a--b", MISSING),
        (MKDOCS, "docs/index.md", "guide/a/", THERE),
        (MKDOCS, "docs/guide/a.md", "../../img/x.png", THERE),  # HTML's own: from /guide/a/
        (MKDOCS, "docs/guide/a.md", "../img/x.png", THERE),
        (MKDOCS, "docs/guide/a.md", "../img/gone.png", MISSING),
        (MKDOCS, "docs/guide/a.md", "../gone.md", MISSING),
        (MKDOCS, "docs/guide/a.md", "../gone/", UNKNOWN),
        (MKDOCS, "docs/guide/a.md", "/api/", UNKNOWN),
        (MKDOCS | {"mkdocs.yml": "plugins:\n  - gen-files\n"}, "docs/index.md", "reference.md", UNKNOWN),
        (MKDOCS | {"mkdocs.yml": "hooks:\n  - x.py\n"}, "docs/guide/a.md", "#made", UNKNOWN),
        (MKDOCS | {"mkdocs.yml": "hooks:\n  - x.py\n"}, "docs/guide/a.md", "#a-b", THERE),
        (MKDOCS | {"mkdocs.yml": "hooks:\n  - x.py\n"}, "docs/index.md", "guide/a.md#made", UNKNOWN),
        (MKDOCS | {"mkdocs.yml": "plugins:\n  - search\n  - macros\n"}, "docs/guide/a.md", "#made", UNKNOWN),
        (SNIPPETS, "docs/parts/p.md", "beside-its-page.png", UNKNOWN),
        (SNIPPETS, "docs/parts/p.md", "#made", UNKNOWN),
        (SNIPPETS, "docs/a.md", "gone.png", MISSING),
        (SNIPPETS | {"mkdocs.yml": "base_path: docs\n"}, "docs/a.md", "gone.png", MISSING),
        (MKDOCS | {"mkdocs.yml": "plugins:\n  - search\nnav:\n  - x: y\n"}, "docs/guide/a.md", "#made", MISSING),
        (DOCUSAURUS, "docs/intro.md", "#start", THERE),
        (DOCUSAURUS, "docs/intro.md", "/img/x.png", THERE),
        (DOCUSAURUS, "docs/intro.md", "/docs/made", UNKNOWN),
        (DOCUSAURUS, "docs/intro.md", "./gone.mdx", MISSING),
        (DOCUSAURUS, "docs/intro.md", "@site/static/img/x.png", THERE),
        (VITEPRESS, "docs/index.md", "/guide/a#_1-first", THERE),
        (VITEPRESS, "docs/index.md", "./guide/a.html#first", MISSING),
        (VITEPRESS, "docs/index.md", "/x.png", THERE),
        (HUGO, "content/en/b.md", "/a/", THERE),
        (HUGO, "content/en/b.md", "../a/", THERE),
        (HUGO, "content/en/b.md", "#onetwo", THERE),
        (HUGO, "content/en/b.md", "/x.png", THERE),
        (HUGO, "content/en/b.md", "/tags/x/", UNKNOWN),
        (JEKYLL, "index.md", "about.html#about", THERE),
        (JEKYLL, "index.md", "about#1-about", THERE),
        (JEKYLL, "index.md", "/2020/01/post.html", UNKNOWN),
        (JEKYLL, "index.md", "img/gone.png", MISSING),
        (QUARTO, "b.qmd", "index.html#start-here", THERE),
        (QUARTO, "b.qmd", "/index.qmd", THERE),
        (QUARTO, "b.qmd", "gone.qmd", MISSING),
        (MDBOOK, "src/SUMMARY.md", "a.md#what-yes_no", THERE),
        (MDBOOK, "src/SUMMARY.md", "gone.md", MISSING),
        (PLAIN, "README.md", "docs/gone.md", MISSING),
        (PLAIN, "README.md", "/docs/gone.md", MISSING),
        (PLAIN, "README.md", "/elsewhere/x.md", UNKNOWN),
        (ROUTED, "_docs/deep/two.md", "/guide/first/#a-b", THERE),
        (ROUTED, "_docs/deep/two.md", "/guide/first/#gone", MISSING),
        (ROUTED, "_docs/deep/two.md", "/old/", THERE),
        (ROUTED, "_docs/one.md", "/docs/deep/two", THERE),
        (ROUTED, "_docs/one.md", "/news/2020/01/hello/#h", THERE),
        (ROUTED, "_docs/one.md", "/news/2020/01/gone/", UNKNOWN),
        (BLOG, "docs/intro.md", "/docs/babel-polyfill#a", THERE),
        (BLOG, "docs/intro.md", "babel-polyfill", THERE),
        (BLOG, "docs/intro.md", "/start#gone", MISSING),
        (BLOG, "docs/intro.md", "/blog/2018/07/27/stages", THERE),
        (BLOG, "docs/intro.md", "/repl", THERE),
        (HUGO | {"content/en/c.md": "+++\naliases = ['/was/', 'old-c']\n+++\n"}, "content/en/b.md", "/was", THERE),
        (
            HUGO | {"content/en/p/c.md": "+++\nslug = 'x'\n+++\n", "content/en/p/_index.md": ""},
            "content/en/p/_index.md",
            "x/",
            THERE,
        ),
        (ASTRO, "src/content/docs/en/a.mdx", "/en/a/#a", THERE),
        (ASTRO, "src/content/docs/en/a.mdx", "/en/a/#gone", MISSING),
        (ASTRO, "src/content/docs/en/a.mdx", "/team/", THERE),
        (ASTRO, "src/content/docs/en/a.mdx", "/x.png", THERE),
        (ASTRO, "src/content/docs/en/a.mdx", "../made/", UNKNOWN),
        ({"docs/conf.py": "extensions = []\n", "docs/a.md": ""}, "docs/a.md", "#label-of-another-file", UNKNOWN),
        ({"docs/conf.py": "extensions = []\n", "docs/a.md": ""}, "docs/a.md", "gone.md", MISSING),
        ({"conf.py": "x = 1\n", "a.md": ""}, "a.md", "#made", MISSING),
        ({"next.config.js": "", "content/a.md": "", "README.md": ""}, "content/a.md", "made", UNKNOWN),
        ({"next.config.js": "", "content/a.md": "", "README.md": ""}, "README.md", "gone.md", MISSING),
        (QUARTO | {"inc/_part.md": ""}, "inc/_part.md", "render.qmd", UNKNOWN),  # from the page that includes it
        (QUARTO | {"inc/_part.md": ""}, "inc/_part.md", "../b.qmd", THERE),
        (QUARTO | {"_quarto.yml": "filters:\n  - x.lua\n"}, "b.qmd", "#made", UNKNOWN),
        (QUARTO | {"talk.qmd": ""}, "b.qmd", "talk.pdf", UNKNOWN),
        (QUARTO, "b.qmd", "talk.pdf", MISSING),
        (MDBOOK | {"redirects/x.md": ""}, "redirects/x.md", "ch01.html", UNKNOWN),
        (PLAIN, "README.md", "docs/gone.html", MISSING),
        (DOCSIFY, "docs/_sidebar.md", "changelog.md", UNKNOWN),
        (DOCSIFY, "docs/_sidebar.md", "a.md", THERE),
        (DOCSIFY, "README.md", "gone.md", MISSING),
        (PLAIN | {"docs/index.html": "<p>"}, "docs/a.md", "gone.md", MISSING),
        (TRANSLATED, "docs/de/docs/a/b.md", "../one.md", THERE),
        (TRANSLATED, "docs/de/docs/a/b.md", "../gone.md", MISSING),
        (DOCUSAURUS | {"website/data/a.md": ""}, "website/data/a.md", "#made", UNKNOWN),  # a part of another page
        (DOCUSAURUS | {"docs/_part.mdx": ""}, "docs/_part.mdx", "#made", UNKNOWN),
        (DOCUSAURUS, "docs/intro.md", "#made", MISSING),
        (HUGO | {"hugo.toml": "[[module.mounts]]\n"}, "content/en/b.md", "LICENSE.md", UNKNOWN),
        (HUGO, "content/en/b.md", "LICENSE.md", MISSING),
        (VITEPRESS | {"docs/.vitepress/config.ts": "rewrites: {}"}, "docs/index.md", "./gone.md", UNKNOWN),
        (PLAIN, "README.md", "{posts[0].url}", UNKNOWN),  # JSX, as in MDX: ``href={posts[0].url}``
        (PLAIN, "README.md", "docs/${name}.md", UNKNOWN),
        (PLAIN, "README.md", "#{{name}}", UNKNOWN),
        (PLAIN, "README.md", "docs/a{b", MISSING),
        (HUGO | {"layouts/x.md": ""}, "layouts/x.md", "%s", UNKNOWN),  # printf "[…](%s)" $name
        (PLAIN | {"a.template.md": ""}, "a.template.md", "beside/what/it/is/written/to.png", UNKNOWN),
        (PLAIN | {"template.md": ""}, "template.md", "@name", UNKNOWN),
        (PLAIN | {"docs/templates.md": ""}, "docs/templates.md", "gone.png", MISSING),
        (PLAIN | {"docs/my-template-list.md": ""}, "docs/my-template-list.md", "gone.png", MISSING),
        (MKDOCS | {"docs/pod-template.md": ""}, "docs/pod-template.md", "gone.png", MISSING),  # a page about them
        (GITLAB, "README.md", "#a-b", THERE),
        (GITLAB, "README.md", "#anchor-2024", THERE),
    ],
)
def test_links_of_sites(tree: dict[str, str], file: str, reference: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name, text in tree.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    files = LocalFiles()
    found = files.find(reference, str(tmp_path / file))
    assert found is not None
    fragment = {True: THERE, False: MISSING, None: UNKNOWN}[files.has_fragment(found)]
    said = UNKNOWN if found.unknown else MISSING if found.missing else fragment
    assert said == expected, found


def test_a_readme_beside_a_site_is_github_s(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name, text in {**MKDOCS, "README.md": "# A & B\n"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = LocalFiles()
    found = files.find("#a--b", str(tmp_path / "README.md"))
    assert found is not None
    assert files.has_fragment(found)


@pytest.mark.parametrize(
    "text",
    [
        '--8<-- "other.md"',
        "!!! note\n\n    --8<-- 'x'",
        "{% include x %}",
        "<Made />",
        "```{r}\ncat('# x')\n```",
        "{{ x }}",
    ],
)
def test_what_includes_other_text_may_have_any_heading(text: str, tmp_path: Path) -> None:
    assert _has_heading_elsewhere(text, tmp_path) is None


@pytest.mark.parametrize(
    "text",
    [
        "`{{ x }}` and `Store<State>`",
        "```tsx\n<App />\n{{ x }}\n```",
        "[a]({{address}})",
        "import a from './a'\n\n<Tabs>\n\na\n\n</Tabs>",
    ],
)
def test_what_only_shows_how_to_include_has_no_other_headings(text: str, tmp_path: Path) -> None:
    assert _has_heading_elsewhere(text, tmp_path) is False


def _has_heading_elsewhere(text: str, tmp_path: Path) -> bool | None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    page = tmp_path / "docs" / "index.md"
    page.write_text(f"{text}\n", encoding="utf-8")
    files = LocalFiles()
    found = files.find("#elsewhere", str(page))
    assert found is not None
    return files.has_fragment(found)


@pytest.mark.parametrize(
    ("kind", "reference", "expected"),
    [
        ("astro", "b/#one-two", True),
        ("vuepress", "b.html#_1-a", False),
        ("sphinx", "b.md#label-of-another-file", None),
        ("docsify", "b#made", None),
    ],
)
def test_each_site_that_is_recognised_may_be_named(
    kind: str, reference: str, expected: bool | None, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("", encoding="utf-8")
    (tmp_path / "b.md").write_text("# One two\n", encoding="utf-8")
    files = LocalFiles(kind=kind)
    found = files.find(reference, str(tmp_path / "a.md"))
    assert found is not None
    assert files.has_fragment(found) is expected


def test_the_settings_may_name_the_site(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("# 1. A\n", encoding="utf-8")
    files = LocalFiles(kind="vitepress")
    found = files.find("#_1-a", str(page))
    assert found is not None
    assert files.has_fragment(found)
