"""The documentation: complete where the code knows, alike in both languages, its commands real, nothing in it dead."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from jsonschema.validators import validator_for

from linkcheck.cli import run
from linkcheck.config import load
from linkcheck.config.settings import Settings
from tests.project.documents import CHECKOUT, ROOT, blocks, commands, headings, ours, parse, read

pytestmark = pytest.mark.skipif(not CHECKOUT, reason="an installed wheel has no documents beside it")


def generate() -> Any:
    spec = importlib.util.spec_from_file_location("docs_generate", ROOT / "docs/generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_the_code_knows_is_as_the_code_says() -> None:
    for name, text in generate().generated().items():
        assert read(f"docs/{name}") == text, "run: python docs/generate.py"


def test_every_setting_has_an_example_that_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    module = generate()
    for name, words in module.WORDS["settings"].items():
        path = tmp_path / "linkcheck.toml"
        path.write_text(f"{name} = {words['example']}\n", encoding="utf-8")
        changed = load(path)
        assert changed != Settings(), f"{name}: an example that changes nothing explains nothing"


def test_every_setting_is_described_in_both_languages() -> None:
    module = generate()
    for table, struct in module.TABLES.items():
        names = {field.encode_name for field in msgspec.structs.fields(struct)} - module.TABLES.keys()
        assert module.WORDS[table].keys() == names, f"docs/settings.toml: [{table}]"
        for name, words in module.WORDS[table].items():
            assert words["en"], name
            assert re.search(r"[\u4e00-\u9fff]", words["zh"]), name


def test_every_variable_of_a_user_is_documented() -> None:
    code = "".join(p.read_text("utf-8") for root in ("linkcheck", "fetchers") for p in (ROOT / root).rglob("*.py"))
    wanted = set(re.findall(r'"([A-Z]+(?:_[A-Z]+)*_(?:TOKEN|KEY|COOKIE|ENDPOINT))"', code))
    assert {"GITHUB_TOKEN", "ZHIHU_COOKIE"} <= wanted
    table = read("docs/settings.md").partition("## Environment")[2]
    assert {name for name in wanted if f"`{name}`" not in table} == {"DOCS_TOKEN"}  # an example of a user's own


def _without_comments(block: str) -> str:
    return re.sub(r"(?:^|\s+)# .*", "", block)


@pytest.mark.parametrize("chinese", sorted((ROOT / "docs").glob("*.zh-CN.md")), ids=lambda path: path.name)
def test_both_languages_say_the_same(chinese: Path) -> None:
    english, translated = read(f"docs/{chinese.name.replace('.zh-CN', '')}"), chinese.read_text("utf-8")
    assert headings(english) == headings(translated)
    assert commands(english) == commands(translated)
    settings = [[re.sub(r"\s*#.*", "", block) for block in blocks(text, "toml")] for text in (english, translated)]
    assert settings[0] == settings[1]
    recipes = [[_without_comments(block) for block in blocks(text, "yaml")] for text in (english, translated)]
    assert recipes[0] == recipes[1]


GAP = re.compile(r"^(?![#|]).*[\u4e00-\u9fff]\n *[\u4e00-\u9fff]", re.MULTILINE)


@pytest.mark.parametrize("chinese", [*ROOT.glob("docs/*.zh-CN.md"), ROOT / "README.zh-CN.md"], ids=lambda p: p.name)
def test_no_line_of_chinese_ends_within_a_clause(chinese: Path) -> None:
    """GitHub shows the end of a line as a space; behind a mark of punctuation nobody sees it."""
    prose = re.sub(r"^```.*?^```$", "", chinese.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    assert [gap[0][-60:] for gap in GAP.finditer(prose)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.md")), ids=lambda path: path.name)
def test_commands_are_real(path: Path) -> None:
    for line in commands(path.read_text("utf-8")):
        for arguments in ours(line):
            parse(arguments)


def test_nothing_in_it_is_dead(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["check", "docs", "README.md", "README.zh-CN.md", "CONTRIBUTING.md", "--offline"]) == 0, (
        capsys.readouterr().out
    )


@pytest.mark.skipif(importlib.util.find_spec("mkdocs") is None, reason="make docs installs what the site is made with")
def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


SCHEMAS = {
    "vendor.compose-spec": ["# compose.yaml"],
    "vendor.gitlab-ci": ["# .gitlab-ci.yml"],
    "vendor.github-workflows": [
        "# .forgejo",
        *(f".github/workflows/{path.name}" for path in sorted((ROOT / ".github/workflows").glob("*"))),
    ],
    "vendor.github-actions": ["action.yml"],
    "vendor.dependabot": [".github/dependabot.yml"],
}


@pytest.mark.parametrize(("schema", "name"), [(schema, name) for schema, names in SCHEMAS.items() for name in names])
def test_what_other_programs_read_is_as_their_schema_says(schema: str, name: str) -> None:
    """A recipe of docs/ci.md by its first line, or a file."""
    known = pytest.importorskip("check_jsonschema.builtin_schemas").get_builtin_schema(schema)
    recipes = (block for block in blocks(read("docs/ci.md"), "yaml") if block.startswith(name))
    made = yaml.safe_load(next(recipes) if name.startswith("# ") else read(name))
    if True in made:  # YAML 1.1's word for "on"
        made["on"] = made.pop(True)
    assert not list(validator_for(known)(known).iter_errors(made))


def test_the_cluster_s_pods_and_service_are_as_kubernetes_says() -> None:
    kubernetes = pytest.importorskip("kubernetes_validate")
    (manifest,) = (yaml.safe_load(block) for block in blocks(read("docs/scale.md"), "yaml"))
    scheduler, worker = (manifest["spec"][part] for part in ("scheduler", "worker"))
    parts = [("Pod", scheduler["spec"]), ("Pod", worker["spec"]), ("Service", scheduler["service"])]
    for kind, spec in parts:
        resource = {"apiVersion": "v1", "kind": kind, "metadata": {"name": "linkcheck"}, "spec": spec}
        kubernetes.validate(resource, kubernetes.latest_version(), strict=True)
