"""What comes with a checkout is a stranger's: its paths stay in it, and only the project's own events are trusted."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from linkcheck.cli import run
from linkcheck.cli.lists.git_diff import is_tracked
from linkcheck.cli.output.github_actions import is_contribution
from linkcheck.config import SettingsError, load
from linkcheck.demo import SmallWeb
from tests.cli.stage import stage

SECRET = "- [token](https://a..b/AUTHORIZATION-basic-s3cret)\n"


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a secret in its .git, and one beside it."""
    folder = tmp_path / "repository"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "config").write_text(SECRET)
    (tmp_path / "outside.md").write_text(SECRET)
    (tmp_path / "outside").mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("target", [".git/config", "../outside.md", "$TOP/outside.md", "step.md"])
@pytest.mark.parametrize("arguments", [["README.md"], ["."], ["*.md"]])
def test_a_list_that_leads_out_is_not_read(
    target: str, arguments: list[str], checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("README.md").symlink_to(target.replace("$TOP", str(checkout.parent)))
    if target == "step.md":
        Path("step.md").symlink_to("../outside.md")
    # Found in a folder, it is passed over; there is no other list.
    assert run(["check", "--no-state", *arguments, "-o", "out.json"]) == (2 if arguments == ["README.md"] else 3)
    said = capsys.readouterr()
    assert "README.md: a link out of the repository" in said.err
    assert "s3cret" not in said.err + said.out
    assert not Path("out.json").exists()


def test_a_list_behind_a_linked_folder_is_not_read(capsys: pytest.CaptureFixture[str], checkout: Path) -> None:
    Path("docs").symlink_to(checkout.parent)
    assert run(["check", "--no-state", "docs/outside.md"]) == 2
    assert "a link out of the repository" in capsys.readouterr().err


def test_a_link_within_the_repository_is_followed() -> None:
    Path("docs").mkdir()
    Path("docs/index.md").write_text(SECRET)
    Path("README.md").symlink_to("docs/index.md")
    assert run(["check", "--no-state", "README.md"]) == 1


def test_a_repository_reached_by_a_link_is_itself(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (checkout / "README.md").write_text(SECRET)
    (checkout.parent / "alias").symlink_to(checkout)
    monkeypatch.chdir(checkout.parent)
    assert run(["check", "--no-state", "alias/README.md"]) == 1
    assert run(["check", "--no-state", "outside.md"]) == 1


def test_patterns_that_lead_out_are_not_read(capsys: pytest.CaptureFixture[str]) -> None:
    """The line that is no pattern was printed, whatever it was."""
    Path(".git/config").write_text("(s3cret\n")
    Path(".lycheeignore").symlink_to(".git/config")
    Path("README.md").write_text(SECRET)
    assert run(["check", "--no-state", "README.md"]) == 2
    said = capsys.readouterr().err
    assert ".lycheeignore: a link out of the repository" in said
    assert "(s3cret" not in said


@pytest.mark.parametrize("name", ["state", "memory"])
@pytest.mark.parametrize(
    "value", ["../home/.ssh/authorized_keys", "/etc/cron.d/x", ".git/hooks/x", ".GIT/x", "linked/x", "a/../../x"]
)
def test_places_in_a_settings_file_stay_in_the_repository(name: str, value: str, checkout: Path) -> None:
    Path("linked").symlink_to("../outside")
    file = checkout / "linkcheck.toml"
    file.write_text(f"lang = 'en'\n{name} = '{value}'\n")
    with pytest.raises(SettingsError, match="leads out of the repository") as raised:
        load(file)
    assert str(raised.value).startswith(f"{file}:2: {name}: ")
    # A flag is the user's own word.
    file.write_text("")
    assert getattr(load(file, {name: value}), name) == value


@pytest.mark.parametrize("line", ["root = '{}'", "[remap]\n'https://site-a.org/' = '{}'"])
@pytest.mark.parametrize("value", ["..", "../outside", ".git", "linked", "a/../../x"])
def test_folders_that_links_are_looked_up_in_stay_in_the_repository(line: str, value: str, checkout: Path) -> None:
    """What is read there would be told: whether a file exists, and which headings it has."""
    Path("linked").symlink_to("../outside")
    file = checkout / "linkcheck.toml"
    file.write_text(line.format(value) + "\n")
    with pytest.raises(SettingsError, match="leads out of the repository"):
        load(file)
    file.write_text(line.format("docs") + "\n")
    load(file)


def test_of_a_folder_outside_nothing_is_told(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With and without a repository, ``/etc`` of ``root`` is the project's own folder of that name."""
    Path("list.md").write_text("- [a](/passwd)\n- [b](/no-such-file)\n")
    for root in ("/etc", "//etc"):
        (checkout / "linkcheck.toml").write_text(f"root = '{root}'\n")
        assert run(["lint", "list.md"]) == 1
        assert "There is no etc/passwd." in capsys.readouterr().out
    (checkout / ".git").rename(checkout / "no-git")
    assert run(["lint", "list.md"]) == 1
    assert "etc/passwd." in capsys.readouterr().out
    (checkout / "no-git").rename(checkout / ".git")
    (checkout / "linkcheck.toml").write_text("[remap]\n'https://site-a.org/' = '/etc'\n")
    assert run(["lint", "list.md"]) == 2


@pytest.mark.parametrize("value", ["state.db", ".cache/linkcheck/state.db", "docs/../state.db"])
def test_places_in_the_repository_are_taken(value: str, checkout: Path) -> None:
    file = checkout / "linkcheck.toml"
    file.write_text(f"state = '{value}'\n")
    assert load(file).state == value


def test_a_settings_file_that_leads_out_is_not_read(checkout: Path) -> None:
    (checkout / "linkcheck.toml").symlink_to(".git/config")
    with pytest.raises(SettingsError, match="a link out of the repository"):
        load(checkout / "linkcheck.toml")


@pytest.mark.parametrize("event", ["push", "schedule", "workflow_dispatch"])
def test_few_events_are_the_project_s_own(event: str) -> None:
    assert not is_contribution({"GITHUB_EVENT_NAME": event, "GITHUB_REF": "refs/heads/main"})


@pytest.mark.parametrize(
    "event",
    ["pull_request", "pull_request_target", "workflow_run", "issue_comment", "pull_request_review", "merge_group",
     "repository_dispatch", "issues", "release", "discussion_comment", "an event of next year"],
)  # fmt: skip
def test_every_other_event_is_a_contribution_s(event: str) -> None:
    assert is_contribution({"GITHUB_EVENT_NAME": event, "GITHUB_REF": "refs/heads/main"})


@pytest.mark.parametrize("event", ["merge_request_event", "external_pull_request_event", "chat"])
def test_so_it_is_at_gitlab(event: str) -> None:
    assert is_contribution({"CI_PIPELINE_SOURCE": event})
    own = {"CI_PIPELINE_SOURCE": "push", "CI_DEFAULT_BRANCH": "main"}
    assert not is_contribution({**own, "CI_COMMIT_REF_NAME": "main"})
    assert is_contribution({**own, "CI_COMMIT_REF_NAME": "proposal"})


@pytest.mark.parametrize(
    ("event", "ref", "proposal"),
    [("push", "refs/heads/trunk", False), ("push", "refs/heads/other", True), ("push", "refs/tags/trunk", True),
     ("workflow_dispatch", "refs/heads/other", True), ("schedule", "refs/heads/trunk", False)],
)  # fmt: skip
def test_a_side_branch_is_a_contribution_s(event: str, ref: str, proposal: bool, tmp_path: Path) -> None:
    payload = tmp_path / "event.json"
    payload.write_text(json.dumps({"repository": {"default_branch": "trunk"}}))
    named = {"GITHUB_EVENT_NAME": event, "GITHUB_REF": ref, "GITHUB_EVENT_PATH": str(payload)}
    assert is_contribution(named) is proposal


@pytest.mark.parametrize("payload", ["", "[", "[]", "{}", '{"repository": 1}', "[" * 100_000])
def test_a_payload_that_says_nothing_is_no_reason_to_distrust(payload: str, tmp_path: Path) -> None:
    file = tmp_path / "event.json"
    file.write_text(payload)
    own = {"GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main"}
    assert not is_contribution({**own, "GITHUB_EVENT_PATH": str(file)})
    assert not is_contribution({**own, "GITHUB_EVENT_PATH": str(tmp_path / "gone")})


def test_on_a_machine_of_one_s_own_nothing_is() -> None:
    assert not is_contribution({})


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=Somebody", "-c", "user.email=somebody@test.org")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def furnish(web: SmallWeb) -> None:
    web.site("a.test.org").page("/", "The page", "What it says.")


def forged(state: Path) -> None:
    """A state in which a link that was never asked has moved to where its author wants."""
    Path("README.md").write_text("- <https://a.test.org/>\n")
    assert run(["check", "README.md", "--state", str(state), "-q"], world=stage(furnish)) == 0


@pytest.mark.parametrize("place", [".linkcheck/state.db", "kept/state.db", ".linkcheck/state.db-wal"])
def test_a_state_that_git_tracks_is_neither_read_nor_written(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It was believed: forged redirects became "moved", without a request."""
    state = Path(place.removesuffix("-wal"))
    shutil.rmtree(".git")
    git("init", "--quiet")
    forged(state)
    arguments = ["README.md", "--state", str(state)]
    asked: list[str] = []
    assert run(["check", "-q", *arguments], world=stage(furnish)) == 0
    Path(place).touch()
    git("add", "--force", place)
    before = state.read_bytes()
    capsys.readouterr()
    world = stage(furnish, after=lambda web: asked.extend(request.path for request in web.requests))
    assert run(["check", *arguments, "-q"], world=world) == 0
    assert asked == ["/"]
    assert "is tracked by git, and so not believed" in capsys.readouterr().err
    assert state.read_bytes() == before
    for command in (["report", *arguments], ["history", "https://a.test.org/", "--state", str(state)]):
        assert run(command) == 2
        assert "is tracked by git" in capsys.readouterr().err


def test_without_git_the_index_says_what_is_tracked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.rmtree(".git")
    git("init", "--quiet")
    Path("state.db").touch()
    Path("other.db").touch()
    git("add", "state.db")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert is_tracked(Path("state.db"))
    assert not is_tracked(Path("other.db"))


def test_a_state_folder_that_leads_out_is_not_used(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("README.md").write_text("- <https://a.test.org/>\n")
    Path(".linkcheck").symlink_to("../outside")
    assert run(["check", "README.md", "-q"], world=stage(furnish)) == 0
    assert "leads out of the repository" in capsys.readouterr().err
    assert not any((checkout.parent / "outside").iterdir())
