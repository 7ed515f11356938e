"""github.com and raw.githubusercontent.com as a reader sees them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from linkcheck.demo.exchange import ServedRequest, ServedResponse
from linkcheck.demo.responses import meta, page, redirect
from linkcheck.demo.sites.github.entities import README, Repo, Shelf


def answer(shelf: Shelf, request: ServedRequest) -> ServedResponse:
    """Answer one address of github.com."""
    match request.segments:
        case ():
            return page("GitHub · Build and ship software on a single, collaborative platform")
        case (login,):
            account = shelf.account(login)
            return page(f"{account.name or login} · GitHub", account.bio or "") if account else not_found()
        case (owner, name, *rest):
            return _repository(shelf, f"{owner}/{name.removesuffix('.git')}", tuple(rest))
    return not_found()


def raw(shelf: Shelf, request: ServedRequest) -> ServedResponse:
    """Answer one address of raw.githubusercontent.com."""
    match request.segments:
        case (owner, name, ref, *path):
            repo = shelf.find(f"{owner}/{name}")
            text = repo.tree.get("/".join(path)) if repo and ref in repo.refs else None
            if text is not None:
                return ServedResponse(body=text, headers={"Content-Type": "text/plain; charset=utf-8"})
    return ServedResponse(status=404, body="404: Not Found", headers={"Content-Type": "text/plain; charset=utf-8"})


def not_found() -> ServedResponse:
    """Return GitHub's page for what is missing, and for what is private."""
    return page("Page not found · GitHub", "This is not the web page you are looking for.", status=404)


def _repository(shelf: Shelf, name: str, rest: tuple[str, ...]) -> ServedResponse:
    repo = shelf.find(name)
    if repo is None or repo.private:
        return not_found()
    if repo.blocked:
        return page("Repository unavailable · GitHub", "Access to this repository is disabled.", status=451)
    if repo.name.lower() != name.lower():
        return redirect("/".join((repo.url, *rest)))
    section, *parts = rest or ("",)
    title = _TITLES[section](repo, parts) if section in _TITLES else None
    if title is not None:
        text = repo.tree[README] if not section else ""
        return page(title, text, head=meta(og_title=title, og_site_name="GitHub", og_url=repo.url))
    if section == "wiki":  # a wiki page that is not there leads to the wiki's home
        return redirect(f"{repo.url}/wiki" if repo.wiki else repo.url, 302)
    return not_found()


def _front(repo: Repo, _: Sequence[str]) -> str | None:
    return f"GitHub - {repo.name}: {repo.description}" if repo.description else f"GitHub - {repo.name}"


def _file(repo: Repo, parts: Sequence[str]) -> str | None:
    ref, path = parts[0] if parts else "", "/".join(parts[1:])
    known = ref in repo.refs and path in repo.tree
    return f"{repo.short_name}/{path} at {ref} · {repo.name} · GitHub" if known else None


def _folder(repo: Repo, parts: Sequence[str]) -> str | None:
    ref, path = parts[0] if parts else "", "/".join(parts[1:])
    known = ref in repo.refs and (not path or any(name.startswith(f"{path}/") for name in repo.tree))
    return f"{repo.short_name}/{path} at {ref} · {repo.name} · GitHub" if known else None


def _wiki(repo: Repo, parts: Sequence[str]) -> str | None:
    name = parts[0] if parts else "Home"
    return (
        f"{name.replace('-', ' ')} · {repo.name} Wiki · GitHub" if repo.wiki and name in ("Home", *repo.wiki) else None
    )


def _thread(repo: Repo, parts: Sequence[str]) -> str | None:
    if not parts:
        return f"Issues · {repo.name} · GitHub"
    thread = repo.thread(int(parts[0])) if parts[0].isdigit() else None
    return f"{thread.title} · {repo.name} · GitHub" if thread else None


def _releases(repo: Repo, parts: Sequence[str]) -> str | None:
    tag = repo.release.tag if repo.release else None
    known = not parts or list(parts) in (["latest"], ["tag", tag])
    return f"Release {tag or ''} · {repo.name} · GitHub" if known else None


_TITLES: Final[dict[str, Callable[[Repo, Sequence[str]], str | None]]] = {
    "": _front,
    "blob": _file,
    "tree": _folder,
    "wiki": _wiki,
    "issues": _thread,
    "pull": _thread,
    "discussions": _thread,
    "releases": _releases,
}
