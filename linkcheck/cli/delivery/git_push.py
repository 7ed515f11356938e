"""Commits made without the working tree, and what a remote says of a push."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from linkcheck.cli.delivery.forge_api import forge_of
from linkcheck.cli.terminal.errors import UserError

_IDENTITY: Final = {
    "NAME": "github-actions[bot]",
    "EMAIL": "41898282+github-actions[bot]@users.noreply.github.com",
}
# Reasons of a refusal that mean: the branch was changed while we pushed (git's send-pack.c and receive-pack.c).
_MOVED: Final = re.compile(
    r"fetch first|non-fast-forward|stale info|cannot lock ref|failed to update ref|incorrect old value|already exists"
)
_PROTECTED: Final = re.compile(
    r"GH006|GH013|protected branch|rule violations|pre-receive hook declined|not allowed to (?:push|force)",
    re.IGNORECASE,
)
_RIGHTS: Final = re.compile(
    r"permission|denied|authentication failed|could not read username|write access|\b40[13]\b", re.IGNORECASE
)


class PushError(Exception):
    """The push failed; the message is one line with the remedy. ``moved``: another push came first."""

    def __init__(self, message: str, *, moved: bool = False) -> None:
        super().__init__(message)
        self.moved = moved


@dataclass(frozen=True, slots=True, kw_only=True)
class GitClone:
    """A clone whose ``origin`` is pushed to. ``server``, ``token``: what the push is authorized with, if anything."""

    folder: Path = Path()
    server: str = ""
    token: str = field(default="", repr=False)

    def tip(self, branch: str) -> str | None:
        """Return the remote's newest commit of a branch; None where there is no such branch. Raises PushError."""
        done = self._git("ls-remote", "--heads", "origin", f"refs/heads/{branch}")
        if done.returncode:
            raise PushError(_explain(done, branch))
        if not done.stdout.strip():
            return None
        self._must("fetch", "--quiet", "--no-tags", "origin", f"refs/heads/{branch}", branch=branch)
        return self._must("rev-parse", "--verify", "FETCH_HEAD").decode().strip()

    def blob(self, commit: str, name: str, most: int | None = None) -> bytes | None:
        """Return a file as a commit has it, or its first bytes."""
        done = self._git("cat-file", "blob", f"{commit}:{name}")
        return None if done.returncode else done.stdout[:most]

    def holding(self, commit: str, text: str) -> list[str]:
        """Return the paths of text files of a commit that hold a text; of more than a hundred, the first."""
        done = self._git("grep", "-I", "-l", "-z", "--full-name", "--fixed-strings", "-e", text, commit)
        return [name.partition(":")[2] for name in _paths(done.stdout)[:100]]

    def names(self, commit: str) -> list[str]:
        """Return the paths of all files of a commit."""
        return _paths(self._must("ls-tree", "-r", "--full-tree", "--name-only", "-z", commit))

    def changed_names(self, before: str, commit: str) -> list[str]:
        """Return the paths of what differs between two commits."""
        return _paths(self._must("diff-tree", "-r", "--name-only", "-z", before, commit))

    def fork(self, commit: str, base: str) -> str | None:
        """Return where a branch left another: its commit's parent where a shallow clone does not know."""
        for command in (("merge-base", commit, base), ("rev-parse", "--quiet", "--verify", f"{commit}^")):
            done = self._git(*command)
            if not done.returncode:
                return done.stdout.decode().strip()
        return None

    def tree(
        self, base: str | None, names: Sequence[str], *, without: Sequence[str] = (), also: Sequence[bytes] = ()
    ) -> str:
        """Return the tree of a commit (None: an empty one) with these files of the working tree in it.

        ``without``: files of the commit that are left out; ``also``: entries of another commit that are added.
        """
        with _index() as index:
            self._must("read-tree", *([base] if base else ["--empty"]), index=index)
            self._must("update-index", "-z", "--index-info", index=index, data=b"\0".join([*also, b""]))
            gone = b"".join(os.fsencode(name) + b"\0" for name in without)
            self._must("update-index", "-z", "--force-remove", "--stdin", index=index, data=gone)
            self._must("--literal-pathspecs", "add", "--force", "--", *names, index=index)
            return self._must("write-tree", index=index).decode().strip()

    def entries(self, commit: str, names: Collection[str]) -> list[bytes]:
        """Return the entries of files in a commit, as ``tree`` adds them."""
        listed = self._must("ls-tree", "-r", "--full-tree", "-z", commit).split(b"\0")
        return [entry for entry in listed if os.fsdecode(entry.partition(b"\t")[2]) in names]

    def tree_with(self, base: str | None, files: Mapping[str, bytes]) -> str:
        """Return the tree of a commit with these files replaced; the working tree is not touched."""
        with _index() as index:
            self._must("read-tree", *([base] if base else ["--empty"]), index=index)
            for name, data in files.items():
                blob = self._must("hash-object", "-w", "--stdin", data=data).decode().strip()
                mode = self._must("ls-files", "--stage", "--", name, index=index).decode().partition(" ")[0] or "100644"
                self._must("update-index", "--add", "--cacheinfo", f"{mode},{blob},{name}", index=index)
            return self._must("write-tree", index=index).decode().strip()

    def tree_of(self, commit: str) -> str:
        """Return the tree of a commit."""
        return self._must("rev-parse", "--verify", f"{commit}^{{tree}}").decode().strip()

    def commit(self, tree: str, parent: str | None, message: str) -> str:
        """Return a commit of a tree."""
        parents = ["-p", parent] if parent else []
        return self._must("commit-tree", tree, *parents, "-F", "-", text=message).decode().strip()

    def changed_lines(self, before: str, tree: str, names: Sequence[str]) -> int:
        """Return how many lines of the files are others than a commit's."""
        done = self._git("--literal-pathspecs", "diff", "--numstat", "-z", before, tree, "--", *names)
        fields = [part.split(b"\t")[:2] for part in done.stdout.split(b"\0") if b"\t" in part]
        return sum(int(number) for pair in fields for number in pair if number.isdigit())

    def push(self, commit: str, branch: str, *, over: str | None = None) -> None:
        """Push a commit to a branch; ``over``: the tip that it may replace though it does not stand on it.

        Raises PushError.
        """
        lease = [f"--force-with-lease=refs/heads/{branch}:{over}"] if over else []
        done = self._git("push", "--porcelain", *lease, "origin", f"{commit}:refs/heads/{branch}")
        if done.returncode:
            raise PushError(_explain(done, branch), moved=_has_moved(done))

    def _must(
        self,
        *arguments: str,
        index: str | None = None,
        text: str | None = None,
        branch: str = "",
        data: bytes | None = None,
    ) -> bytes:
        given = data if text is None else text.encode("utf-8", "replace")
        done = self._git(*arguments, index=index, data=given)
        if done.returncode:
            raise PushError(_explain(done, branch))
        return done.stdout

    def _git(
        self, *arguments: str, index: str | None = None, data: bytes | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", **self._authorization()}
        environment |= {
            f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in _IDENTITY.items()
        }
        if index is not None:
            environment["GIT_INDEX_FILE"] = index
        try:
            return subprocess.run(  # noqa: S603
                ["git", *arguments],  # noqa: S607
                cwd=self.folder,
                env=environment,
                input=data or b"",
                capture_output=True,
                check=False,
            )
        except (OSError, ValueError) as error:
            raise PushError(f"git cannot be run: {error}") from None

    def _authorization(self) -> Mapping[str, str]:
        """Configuration for this process and this server alone; the empty value takes away what a checkout has left."""
        if not (self.server and self.token):
            return {}
        basic = base64.b64encode(f"x-access-token:{self.token}".encode()).decode()
        header = f"http.{self.server.rstrip('/')}/.extraheader"
        return {
            "GIT_CONFIG_COUNT": "2",
            "GIT_CONFIG_KEY_0": header,
            "GIT_CONFIG_VALUE_0": "",
            "GIT_CONFIG_KEY_1": header,
            "GIT_CONFIG_VALUE_1": f"AUTHORIZATION: basic {basic}",
        }


def _paths(listed: bytes) -> list[str]:
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]


@contextmanager
def _index() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="linkcheck-") as folder:
        yield str(Path(folder) / "index")


def _refusal(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return what ``push --porcelain`` says of the ref: ``[remote rejected] (protected branch hook declined)``."""
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        if line.startswith("!\t"):
            return line.rpartition("\t")[2]
    return ""


def _has_moved(done: subprocess.CompletedProcess[bytes]) -> bool:
    return bool(_MOVED.search(_refusal(done)))


def _explain(done: subprocess.CompletedProcess[bytes], branch: str) -> str:
    """Return one line: what the remote said, and what to do about it."""
    words = done.stderr.decode("utf-8", "replace")
    remote = [line.removeprefix("remote:").strip() for line in words.splitlines() if line.startswith("remote:")]
    fatal = [line for line in words.splitlines() if line.startswith(("fatal:", "error:"))]
    said = next((line for line in remote if "error:" in line), "") or _refusal(done) or next(iter(fatal or remote), "")
    line = "".join(c for c in " ".join(said.split()) if c.isprintable())[:200] or "git says nothing more"
    everything = f"{words}\n{_refusal(done)}"
    if _MOVED.search(_refusal(done)):
        return f"somebody else pushed to {branch}: {line}"
    if _PROTECTED.search(everything):
        return (
            f"{branch} is protected, and takes no push from this job ({line}); use `deliver: branch` or `pull-request`"
        )
    if _RIGHTS.search(everything):
        return f"the token may not push to {branch} ({line}); give the job `permissions: contents: write`"
    return f"{branch} could not be pushed: {line}"


def repository_here(environment: Mapping[str, str]) -> GitClone:
    """Return the clone that a job runs in, and what a push from it is authorized with."""
    gitlab = forge_of(environment) == "gitlab"
    server, token = ("CI_SERVER_URL", "GITLAB_TOKEN") if gitlab else ("GITHUB_SERVER_URL", "GITHUB_TOKEN")
    return GitClone(server=environment.get(server, ""), token=environment.get(token, "").strip())


def current_branch(environment: Mapping[str, str]) -> str:
    """Return the branch that was checked. Raises UserError."""
    is_tag = environment.get("GITHUB_REF_TYPE", "branch") != "branch" or "CI_COMMIT_TAG" in environment
    name = environment.get("GITHUB_REF_NAME") or environment.get("CI_COMMIT_BRANCH") or _checked_out()
    if is_tag or not name:
        raise UserError(f"deliver: {name or 'the commit checked out'} is no branch; a report is committed to a branch")
    return name


def _checked_out() -> str:
    """Return the branch of the clone that this folder is in, empty where a commit alone is. Raises UserError."""
    try:
        done = subprocess.run(
            ["git", "symbolic-ref", "--quiet", "--short", "HEAD"],  # noqa: S607
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise UserError(f"deliver: git cannot be run: {error}") from None
    if done.returncode not in (0, 1):  # 1: HEAD is a commit, no branch.
        raise UserError(f"deliver: {done.stderr.decode(errors='replace').strip().removeprefix('fatal: ')}")
    return done.stdout.decode(errors="replace").strip()
