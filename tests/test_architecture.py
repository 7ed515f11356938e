"""The house's rules that no type checker holds: which way imports point, and that a wheel ships the whole house."""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("linkcheck", "fetchers", "reports")


@pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="tests of an installed wheel have no contracts")
def test_imports_point_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


def picture() -> str:
    """Return the layers of the contracts, the topmost first, as CONTRIBUTING shows them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layered = [contract["layers"] for contract in settings["contracts"] if contract["type"] == "layers"]
    return "\n\n".join("\n".join(layers) for layers in layered)


@pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="tests of an installed wheel have no contracts")
def test_the_picture_of_the_imports_is_that_of_the_contracts() -> None:
    """``python -m tests.test_architecture`` prints it."""
    assert f"```\n{picture()}\n```" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_a_name_means_one_thing_and_a_room_can_be_looked_over() -> None:
    """No class name twice, no function much longer than a screen, no folder of code but the sites over 20 entries."""
    folders: Counter[Path] = Counter()
    classes: Counter[str] = Counter()
    long = []
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        folders[path.parent] += path.name != "__init__.py"
        folders[path.parent.parent] += path.name == "__init__.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                classes[node.name] += 1
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
                long += [f"{path}: {node.name}"] * (node.end_lineno - node.lineno >= 60)
    assert [name for name, count in classes.items() if count > 1] == []
    assert long == []
    assert [folder.name for folder, count in folders.items() if count > 20] == ["sites"]


def test_the_wheel_lists_every_package_and_each_is_typed() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = settings["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == list(PACKAGES)
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    for package in PACKAGES:
        assert (files(package) / "py.typed").is_file()
        # hatchling obeys .gitignore: an ignored folder would ship empty without a word
        assert not {package, f"{package}/", f"/{package}", f"/{package}/"} & set(ignored)


if __name__ == "__main__":
    print(picture())  # noqa: T201
