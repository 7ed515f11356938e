"""What pages say, generated: mark by language by the kind of page and the place on it where the mark stands.

A rule is tried on hundreds of pages that it was not written for. Each mark has a sentence and a title in ten languages
or more; each is put on pages that are nothing else, where it convicts, and on pages of whose content it is no part,
where it must not: hidden, in a list, in a menu, over an article, under an address that asks for it, in the template of
an app.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from benchmarks.hardweb.scenario import PATH, SOFT, Scenario, Shelf, Truth
from linkcheck.demo.responses import html


class Mark(NamedTuple):
    """One mark in one language."""

    kind: str
    language: str
    title: str
    sentence: str
    word: str
    """What an address that asks for a page about the mark has in its path."""


def _marks(kind: str, word: str, *rows: tuple[str, str, str]) -> list[Mark]:
    return [Mark(kind, language, title, sentence, word) for language, title, sentence in rows]


_GONE: Final = [
    *_marks(
        "lost",
        "error-404",
        ("en", "Page not found", "The page you requested could not be found."),
        ("zh", "页面不存在", "您访问的页面不存在或已被删除。"),
        ("ja", "ページが見つかりません", "お探しのページは見つかりませんでした。"),
        ("ko", "페이지를 찾을 수 없습니다", "요청하신 페이지를 찾을 수 없습니다."),
        ("de", "Seite nicht gefunden", "Die angeforderte Seite wurde nicht gefunden."),
        ("fr", "Page introuvable", "La page que vous cherchez n'existe pas."),
        ("es", "Página no encontrada", "La página que buscas no existe."),
        ("ru", "Страница не найдена", "Запрошенная страница не существует."),
        ("pt", "Página não encontrada", "A página que você procura não existe."),
        ("it", "Pagina non trovata", "La pagina richiesta non esiste."),
        ("bg", "Страницата не е намерена", "Търсената страница вече не съществува."),
        ("hr", "Stranica nije pronađena", "Tražena stranica više ne postoji."),
        ("sl", "Strani ni mogoče najti", "Iskana stran ne obstaja več."),
        ("lt", "Puslapis nerastas", "Ieškomas puslapis nebeegzistuoja."),
        ("lv", "Lapa nav atrasta", "Meklētā lapa vairs neeksistē."),
        ("et", "Lehte ei leitud", "Otsitud leht on kustutatud."),
        ("sq", "Faqja nuk u gjet", "Faqja që kërkoni nuk ekziston."),
        ("ka", "გვერდი ვერ მოიძებნა", "თქვენ მიერ მოთხოვნილი გვერდი აღარ არსებობს."),
        ("hy", "Էջը չի գտնվել", "Որոնած էջը այլևս գոյություն չունի։"),
        ("az", "Səhifə tapılmadı", "Axtardığınız səhifə mövcud deyil."),
        ("mn", "Хуудас олдсонгүй", "Таны хайсан хуудас байхгүй байна."),
        ("ur", "صفحہ نہیں ملا", "مطلوبہ صفحہ موجود نہیں ہے۔"),
        ("ta", "பக்கம் காணப்படவில்லை", "நீங்கள் தேடும் பக்கம் நீக்கப்பட்டது."),
        ("my", "စာမျက်နှာ မတွေ့ပါ", "သင် ရှာနေသော စာမျက်နှာ မရှိတော့ပါ။"),
    ),
    *_marks(
        "closed",
        "invitations-that-do-not-exist",
        ("en", "Invite invalid", "This group does not exist or has been deleted."),
        ("zh", "群组已解散", "该职位已停止招聘"),
        ("ja", "この求人は終了しました", "このグループは存在しません"),
        ("ko", "채용공고가 마감되었습니다", "존재하지 않는 게시물입니다."),
        ("de", "Gruppe nicht gefunden", "Diese Einladung ist abgelaufen."),
        ("fr", "Groupe introuvable", "Cette invitation a expiré."),
        ("es", "Grupo no encontrado", "Esta invitación ha caducado."),
        ("ru", "Группа не найдена", "Вакансия закрыта."),
        ("pt", "Grupo não encontrado", "Este convite expirou."),
        ("it", "Gruppo non trovato", "Questo invito è scaduto."),
    ),
    *_marks(
        "ended",
        "shutdown",
        ("en", "Service discontinued", "This service has shut down and all data has been deleted."),
        ("zh", "关站公告", "本站已于2022年正式停止服务。"),
        ("ja", "サービス終了のお知らせ", "当サービスは2023年3月をもって終了いたしました。"),
        ("ko", "서비스 종료 안내", "서비스가 종료되었습니다."),
        ("de", "Dienst eingestellt", "Der Dienst wurde eingestellt."),
        ("fr", "Fermeture du service", "Le service a définitivement fermé."),
        ("es", "Cierre del servicio", "El servicio ha sido cerrado."),
        ("ru", "Сервис закрыт", "Сервис прекратил работу."),
        ("pt", "Serviço encerrado", "O serviço foi encerrado."),
        ("it", "Servizio chiuso", "Il servizio è stato chiuso."),
    ),
    *_marks(
        "sale",
        "domain-for-sale",
        ("en", "This domain is for sale", "Buy this domain today."),
        ("zh", "此域名出售", "该域名正在出售，欢迎联系。"),
        ("ja", "このドメインは販売中です", "このドメインは現在販売中です。"),
        ("ko", "이 도메인은 판매 중입니다", "이 도메인을 구매하실 수 있습니다."),
        ("de", "Diese Domain steht zum Verkauf", "Jetzt diese Domain kaufen."),
        ("fr", "Ce nom de domaine est à vendre", "Acheter ce nom de domaine."),
        ("es", "Este dominio está en venta", "Compre este dominio."),
        ("ru", "Домен продаётся", "Купить этот домен."),
        ("pt", "Este domínio está à venda", "Compre este domínio."),
        ("it", "Questo dominio è in vendita", "Acquista questo dominio."),
    ),
]
_ILL: Final = _marks(
    "busy",
    "maintenance",
    ("en", "Internal server error", "The service is temporarily unavailable. Please try again later."),
    ("zh", "系统繁忙", "系统繁忙，请稍后再试。"),
    ("ja", "サーバーエラー", "アクセスが集中しており、ページを表示できません。"),
    ("ko", "서버 오류", "잠시 후 다시 시도해 주세요."),
    ("de", "Serverfehler!", "Wegen Wartungsarbeiten nicht erreichbar. Bitte versuchen Sie es später erneut."),
    ("fr", "Erreur interne du serveur", "Le site est en maintenance. Veuillez réessayer plus tard."),
    ("es", "Error interno del servidor", "Inténtelo de nuevo más tarde."),
    ("ru", "Ошибка сервера", "Ведутся технические работы. Попробуйте позже."),
    ("pt", "Erro interno do servidor", "Tente novamente mais tarde."),
    ("it", "Errore interno del server", "Riprova più tardi."),
)
PROSE: Final = "Plants near water grow faster than others in dry soil, as every gardener of the valley knows. "
_MENU: Final = "<nav><a href=/>Home</a> <a href=/a>Garden</a> <a href=/b>Library</a></nav>"
_APP: Final = "<script src=/static/js/main.4f2a.js></script>"


def _whole(mark: Mark) -> dict[str, str]:
    """Pages that are nothing but the mark, by where it stands."""
    said = f"<p>{mark.sentence}</p>"
    return {
        "title": f"<title>{mark.title}</title><h1>{mark.title}</h1>{said}",
        "heading": f"<title>Garden</title>{_MENU}<h1>{mark.title}</h1>{said}<footer>Garden, 2020</footer>",
        "segment": f"<title>{mark.title} | Garden</title>{_MENU}<div>{mark.title}</div>{said}",
        "text": f"<title>Garden</title>{_MENU}<div>{said}</div>",
    }


def _besides(mark: Mark) -> dict[str, str]:
    """Pages of whose content the mark is no part."""
    note = f"<p>{PROSE}</p>"
    article = f"<p>{PROSE * 20}</p>"
    return {
        "display-none": f"<title>Garden</title><h1>Garden</h1>{note}<div style='display: none'>{mark.sentence}</div>",
        "hidden": f"<title>Garden</title><h1>Garden</h1>{note}<div hidden><h1>{mark.title}</h1>{mark.sentence}</div>",
        "template": f"<title>Garden</title><h1>Garden</h1>{note}<template><p>{mark.sentence}</template>",
        "noscript": f"<title>Garden</title><h1>Garden</h1>{note}<noscript>{mark.sentence}</noscript>{_APP}",
        "list": f"<title>Garden</title><h1>Garden</h1>{note}<ul><li>{mark.title}<li><a>{mark.sentence}</a></ul>",
        "menu": f"<title>Garden</title>{_MENU}<nav><a href=/x>{mark.title}</a></nav><h1>Garden</h1>{note}",
        "article": f"<title>{mark.title} - Help center</title><h1>{mark.title}</h1>{article}",
        "quoted": f"<title>Garden</title><h1>Garden</h1>{article}<blockquote>{mark.sentence}</blockquote>",
        "app": f"<title>Garden</title><div id=root></div><p hidden>{mark.sentence}</p>{_APP}",
        "loader": f"<title>Garden</title><div id=app>Loading, please wait…</div>{_APP}<p hidden>{mark.title}</p>",
    }


def scenarios() -> list[Scenario]:
    """Return every mark on every kind of page."""
    found: list[Scenario] = []
    shelf = Shelf("class", found)

    def put(
        mark: Mark, place: str, body: str, truth: Truth, verdicts: str, path: str = PATH, text: str | None = None
    ) -> None:
        page = html(f"<!doctype html><html lang={mark.language}><meta charset=utf-8>{body}</html>")
        name = f"{mark.kind}-{mark.language}-{place}"
        shelf.add(name, truth, verdicts, f"{mark.title}: {place}",
                  lambda web, host: web.site(host).answer(path, page), path=path, text=text)  # fmt: skip

    for mark in [*_GONE, *_ILL]:
        truth, right = (Truth.OPEN, "unreachable") if mark in _ILL else (Truth.GONE, SOFT)
        for place, body in _whole(mark).items():
            put(mark, place, body, truth, right)
        for place, body in _besides(mark).items():
            put(mark, place, body, Truth.THERE, "alive")
        asked = f"<title>{mark.title}</title><h1>{mark.title}</h1><p>{PROSE * 6}</p>"
        put(mark, "asked-for", asked, Truth.THERE, "alive", f"/docs/{mark.word}")
        if mark in _GONE:
            under = f"<title>On herons | Garden</title><h1>On herons</h1><p>{mark.sentence}</p>"
            around = f"<p>Welcome to our garden by the river</p>{under}<div>© Garden, powered by clay</div>"
            for call, text in (("", "On herons"), ("-otherwise", "Wading birds")):
                put(mark, f"notice-of-part{call}", f"{under}<p>{PROSE}</p>", Truth.THERE, "alive", text=text)
                put(mark, f"notice-of-all{call}", under, Truth.GONE, SOFT, text=text)
                put(mark, f"notice-of-all-around{call}", around, Truth.GONE, SOFT, text=text)
        if mark.kind in ("lost", "closed"):
            alert = f"<script>alert('{mark.sentence.replace(chr(39), chr(92) + chr(39))}');history.back();</script>"
            put(mark, "alert", alert, Truth.GONE, SOFT)
    return found
