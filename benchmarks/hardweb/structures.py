"""What only the server can tell, and what only an answer's structure does: no words of these pages are in any list.

Each is put at the link, at the site's front page and at an address that cannot exist, in the combinations that servers
show; beside each stand pages that look alike and are there.
"""

from __future__ import annotations

from typing import Final

from benchmarks.hardweb.classes import PROSE
from benchmarks.hardweb.scenario import PATH, SOFT, Furnish, Scenario, Shelf, Truth
from linkcheck.demo.exchange import Answer
from linkcheck.demo.responses import html


def scenarios() -> list[Scenario]:
    """Return all scenarios of what has to be asked, landers and folders."""
    return [*_asked_of_the_server(), *_landers(), *_folders()]


_WORDLESS: Final = (
    ("en", "You have wandered off the map", "Kettles and lanterns are where they have always been, down by the pier."),
    ("zh", "迷路的小船", "水壶和灯笼还在老地方，就在码头下面，风一吹就轻轻地响。"),
    ("ka", "ხომალდი", "ფარანი ისევ იქ დგას, სადაც ყოველთვის იდგა, ნავმისადგომთან ახლოს."),
    ("sw", "Mashua iliyopotea", "Taa na birika ziko pale pale zilipokuwa siku zote, karibu na gati la bandari."),
)
"""Pages that say in no known words that something is not there: only the server can tell."""
_NOTICES: Final = (
    ("en", "The recording was removed"),
    ("zh", "曲谱已删除"),
    ("ru", "Ноты удалены"),
    ("ko", "악보가 삭제되었습니다"),
)
_LINKS: Final = "".join(f"<a href=/{n}>{n}</a> " for n in ("pier", "oars", "ropes", "sails", "tar", "knots"))
_BUNDLE: Final = "<script type=module src=/assets/index-4f2a91bc.js></script>"


def _asked_of_the_server() -> list[Scenario]:
    """Return what stands at the link, at its front page and at an address that cannot exist, in every combination."""
    found: list[Scenario] = []
    shelf = Shelf("server", found)
    text = "A list of the boats that came in this week, with their crews and what they brought. " * 8
    for language, title, said in _WORDLESS:
        start = (
            f"<!doctype html><html lang={language}><meta charset=utf-8><title>{title}</title>{_LINKS}<h1>{title}</h1>"
        )
        front = html(f"<!doctype html><title>Harbour</title>{_LINKS}<h1>Harbour</h1><p>{text}</p>")
        shown = f"{start}<p>{said * 14}</p>"
        rows: dict[str, tuple[str, bool, Truth]] = {
            "any": (shown, False, Truth.GONE),
            "any-front": (shown, True, Truth.GONE),
            "any-short": (f"{start}<p>{said}</p>", False, Truth.GONE),
            "any-bundle": (shown + _BUNDLE, False, Truth.GONE),
            "any-bundle-front": (shown + _BUNDLE, True, Truth.THERE),
            "any-mount": (f"{shown}<div id=stage></div>{_BUNDLE}", False, Truth.THERE),
            "any-element": (f"{shown}<boat-map></boat-map>{_BUNDLE}", False, Truth.THERE),
            "any-board": (f"{start}<p>{title}</p><canvas></canvas>", False, Truth.THERE),
            "any-password": (f"{shown}<form><input type=password></form>", False, Truth.THERE),
        }
        for name, (body, is_front, truth) in rows.items():
            verdicts = SOFT if truth is Truth.GONE else "alive"
            shelf.add(f"{name}-{language}", truth, verdicts, f"hedgehogs: {name}, {language}",
                      _anywhere(html(body), html(body) if is_front else front))  # fmt: skip
        shelf.add(f"only-{language}", Truth.THERE, "alive", f"hedgehogs: told apart, {language}",
                  _served(html(shown), front))  # fmt: skip
        shelf.add(f"front-instead-{language}", Truth.GONE, SOFT, f"hedgehogs: front page instead, {language}",
                  _served(html(shown), html(shown)))  # fmt: skip
        named = shown.replace("<title>", "<title>Server – ")
        for name, body, path in (
            ("farm", f"{shown}<a href={PATH}>x</a>", PATH),
            ("menu", f"{named}<a href={PATH}>x</a>", PATH),
            ("routes", shown + _BUNDLE, PATH),
            ("language", f"{named}<a href=/svenska/>svenska</a>", "/svenska/"),
            ("locale", shown, "/zh-cn/"),
        ):
            truth, verdicts = (Truth.GONE, SOFT) if name == "farm" else (Truth.THERE, "alive")
            shelf.add(f"front-{name}-{language}", truth, verdicts, f"front page here as well: {name}, {language}",
                      _served(html(body), html(body), path), path=path)  # fmt: skip
    for language, notice in _NOTICES:
        start = f"<!doctype html><html lang={language}><title>Harbour</title>{_LINKS}"
        said = f"{start}<p>{notice}</p>"
        loss = notice.removeprefix("The recording ").removeprefix("曲谱").removeprefix("Ноты ").removeprefix("악보가 ")
        for name, body, truth in (
            ("notice", f"{said}<script src=/js/menu.js></script>", Truth.GONE),
            ("notice-bundle", f"{said}<p>Loading</p>{_BUNDLE}", Truth.THERE),
            ("notice-element", f"{said}<boat-map></boat-map><script src=/map.js></script>", Truth.THERE),
            ("notice-password", f"{said}<form><input type=password></form>", Truth.THERE),
            ("notice-table", f"{start}<table><tr><td>Harbour<td>{notice}</table>", Truth.GONE),
            ("notice-named", f"{start}<h2>Harbour</h2><p>Log</p><p>on-hedgehogs {loss}</p>", Truth.GONE),
        ):
            verdicts = SOFT if truth is Truth.GONE else "alive"
            shelf.add(f"{name}-{language}", truth, verdicts, f"hedgehogs: {name}, {language}",
                      _anywhere(html(body), front))  # fmt: skip
        data = html(f"{start}<table>{f'<tr><td>oars<td>{notice}' * 5}</table>")
        shelf.add(f"notice-data-{language}", Truth.THERE, "alive", f"a table of losses, {language}",
                  _served(data, front))  # fmt: skip
        shelf.add(f"notice-own-{language}", Truth.GONE, SOFT, f"hedgehogs: a notice of this alone, {language}",
                  _served(html(said), front))  # fmt: skip
        shelf.add(f"notice-all-{language}", Truth.GONE, SOFT, f"hedgehogs: at every address, {language}",
                  _anywhere(html(said), html(said)))  # fmt: skip
    return found


_LANDERS: Final = ("Insurance Flights Hotels", "保险 机票 酒店", "Hypotheken Reisen Kredite", "ประกัน ตั๋ว โรงแรม")
"""Labels of a lander's links, in languages that the judge is told no words of for this."""


def _landers() -> list[Scenario]:
    """Return domains that only pass their readers on, and pages of few people's that look like it."""
    found: list[Scenario] = []
    shelf = Shelf("lander", found)
    token = "k=8f31&sid=20391827364&src="
    for number, labels in enumerate(_LANDERS):

        def put(name: str, body: str, truth: Truth = Truth.GONE, *, path: str = "/", number: int = number) -> None:
            host = f"lander-{name}-{number}.hardweb"
            page = html(f"<!doctype html><meta charset=utf-8>{body.replace('HOST', host)}")
            verdicts = SOFT if truth is Truth.GONE else "alive"
            shelf.add(f"{name}-{number}", truth, verdicts, f"hedgehogs: {name}", _anywhere(page, page), path=path)

        ads = "".join(f"<a href='//go.adhost.test/c?{token}{word}'>{word}</a> " for word in labels.split())
        put("ads", f"<title>HOST</title>{ads}<p>© HOST</p>")
        put("own", f"<title>HOST</title>{ads.replace('//go.adhost.test/c', '/')}", path=PATH)
        put("frame", f"<title>HOST</title><frameset><frame src='//park.adhost.test/?domain=HOST&{token}x'></frameset>")
        put("inner", f"<title>HOST</title><iframe src='https://park.adhost.test/x?d=HOST'></iframe><p>{labels}</p>")
        put(
            "priced",
            f"<title>HOST</title><h1>HOST</h1><p>{labels.split()[0]}: $2,995</p><form><input></form>",
            path=PATH,
        )
        people = "".join(f"<a href='https://{site}.test/u/me'>{site}</a> " for site in ("forge", "birds", "photos"))
        put("people", f"<title>HOST</title><h1>HOST</h1>{people}<p>{labels}</p>", Truth.THERE)
        put("masked", "<title>HOST</title><frameset><frame src='http://home.isp.test/~me/'></frameset>", Truth.THERE)
        shop = f"<title>HOST</title><h1>HOST</h1><a href=/a>A</a><p>{labels}: 9 € {PROSE * 3}</p><form><input></form>"
        put("shop", shop, Truth.THERE)
    return found


def _folders() -> list[Scenario]:
    """Return lists of folders with nothing in them, as servers make them, and those with a file."""
    found: list[Scenario] = []
    shelf = Shelf("folder", found)
    folder = "/pub/hedgehogs/"
    sort = "<a href='?C=N;O=D'>Name</a> <a href='?C=S;O=A'>Size</a>"
    for name, title, links, item in (
        (
            "apache",
            f"Index of {folder[:-1]}",
            f"{sort} <a href='/pub/'>Parent Directory</a>",
            "<a href=spines.csv>spines</a>",
        ),
        ("nginx", f"Index of {folder}", "<a href='../'>../</a>", f"<a href='{folder}spines.csv'>spines.csv</a>"),
        ("python", f"Directory listing for {folder}", "<ul></ul>", "<li><a href='den/'>den/</a>"),
        ("german", f"Verzeichnis {folder}", "<a href='/'>zurück</a>", "<a href='%e5%88%ba.txt'>刺.txt</a>"),
    ):
        for kind, more, truth in (("empty", "", Truth.GONE), ("full", item, Truth.THERE)):
            page = html(
                f"<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1><hr>{links} {more}<hr>"
            )
            shelf.add(f"{kind}-{name}", truth, SOFT if truth is Truth.GONE else "alive", f"{kind}: {title}",
                      _served(page, html("<title>Harbour</title><h1>Harbour</h1>"), folder), path=folder)  # fmt: skip
    return found


def _anywhere(page: Answer, front: Answer) -> Furnish:
    """One page at any address but, perhaps, at the front page's."""
    return lambda web, host: web.site(host).answer("/", front).otherwise(lambda _: page)


def _served(page: Answer, front: Answer, path: str = PATH) -> Furnish:
    """A page at the link, and 404 at what cannot exist."""
    return lambda web, host: web.site(host).answer("/", front).answer(path, page)
