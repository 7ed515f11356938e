"""How sites say "not found" and "deleted", language by language. Data.

Each language gives the things that get lost (``things``), what is said of them (``gone``, ``deleted``: after the thing;
``lost``: before it), and the words that may stand around without changing the sense (``glue``). Rules are made from
these parts in ``fetchers.traits.absence``, so that a wording nobody has listed is recognised where its parts are.
Texts are compared in lower case after NFKC. Sources: error pages of common server software, content systems and
platforms, and the "bad titles" that citation tools collect (Zotero, citation-bot).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language. Every field but ``code`` and ``spaced`` is a regular expression alternation."""

    code: str
    things: str
    gone: str
    deleted: str
    lost: str = ""
    glue: str = ""
    loose: str = ""
    """Things that only a title or a heading may speak of: running text speaks of files and users for other reasons."""
    spaced: bool = True
    """Whether words are parted by spaces, so that parts match at word boundaries only."""


_EN_LOOSE = (
    r"files?|director(?:y|ies)|links?|resources?|users?|accounts?|events?|jobs?|questions?|images?|"
    r"photos?|books?|records?|"
    r"nodes?|screens?|packages?|modules?|notebooks?|spaces?|datasets?|models?|items?|objects?|"
    r"comments?|notes?|albums?|"
    r"courses?|lessons?|chapters?|news|collections?|forms?|polls?|boards?|entr(?:y|ies)|sites?|"
    r"projects?|repositor(?:y|ies)"
)
_EN_PAGES = (
    r"(?:web ?)?pages?|web ?sites?|documents?|articles?|(?:blog ?)?posts?|content|ur[li]|address|"
    r"videos?|topics?|threads?|"
    r"stor(?:y|ies)|profiles?|listings?|channels?|playlists?|products?|tweets?|recipes?|publications?|"
    rf"requested (?:{_EN_LOOSE})|(?:{_EN_LOOSE}) (?:that )?you(?:'re|'ve| are| were|"
    rf" have)? (?:requested|looking|trying|tried|followed|selected|asked)|"
    r"(?:this|that) (?:site|project|repository|account|user|space|dataset|model|listing|item|file|"
    r"event|course|image|question|notebook)"
)

TONGUES: Final = (
    Tongue(
        "en",
        _EN_PAGES,
        r"(?:was |were |is |are |can |could |has |have )?(?:not|n't)(?: been| be)?(?: \w+ly)? "
        r"(?:found|located|exist(?:s|ed)?|available(?! in your)|here(?: anymore)?)|"
        r"(?:wasn't|isn't|can't be|couldn't be|cannot be|hasn't been) (?:found|located|available(?! in your)|here)|"
        r"(?:doesn't|don't|didn't|does not|do not|did not) (?:seem to )?(?:exist|appear to exist)|"
        r"(?:is |are |was |has )?no longer (?:exists?|available(?! in your)|here|online|active|published)|"
        r"(?:is |are |was |has )?(?:gone|missing|vanished|disappeared|nonexistent|non-existent|lost)|has expired|"
        r"unavailable(?! in your)",
        r"(?:was|were|has been|have been|has since been|may have been|might have been|had been)(?: \w+ly)? "
        r"(?:removed|deleted|taken down|unpublished|erased|discontinued|pulled|moved or (?:deleted|removed))"
        r"(?! from (?:your|the) (?:cart|list|watch))|(?<!be )(?<!are )(?<!is )"
        r"(?:removed|deleted)(?: by (?:its|the|their) "
        r"(?:author|owner|user|poster|uploader|publisher|administrators?|moderators?))?",
        r"(?:we |i )?(?:can't|cannot|can not|couldn't|could not|could n't|were unable to|are unable to|unable to|"
        r"weren't able to|don't seem to|can't seem to|failed to|didn't) (?:find|locate)|no such|we(?:'ve|"
        r" have)? lost|"
        r"there(?:'s| is)(?:n't| not| no)(?: such)?(?: a| any)?|"
        r"(?:looked everywhere|searched) (?:for|but)[^.!?]{0,20}|nothing (?:was )?found (?:at|for)",
        r"there's|there is|sorry|oops|oopsie|whoops|ooops|uh-?oh|uh oh|oh no|ouch|yikes|hm+|dang|the|this|"
        r"that|these|a|an|your|our|we|"
        r"you|you're|you've|we're|were|are|was|is|it|its|looking|looked|for|trying|try|to|find|reach|access|"
        r"visit|view|"
        r"open|requested|request|wanted|want|on|at|in|of|from|with|here|there|anymore|any more|but|has|have|had|"
        r"been|be|"
        r"or|and|may|might|exist|server|system|our server|this server|seems?|seem|like|appears?|apparently|"
        r"unfortunately|"
        r"specified|current|address|message|code|status|response|result|no|longer|does|do|not|yet|moved|which|404d",
        loose=_EN_LOOSE,
    ),
    Tongue(
        "zh",
        r"(?:网|頁|页|網)[页頁面](?:面)?|页面|頁面|该页|此页|內容|内容|文章|帖子|貼文|主题|主題|文件|檔案|"
        r"文档|文檔|链接|鏈接|連結|地址|网址|網址|"
        r"资源|資源|视频|視頻|影片|商品|用户|用戶|使用者|账号|帐号|帳號|问题|回答|笔记|筆記|话题|話題|作品|"
        r"信息|資訊|资讯|稿件|项目|仓库|博客|日志|日誌|"
        r"专栏|微博|图片|圖片|新闻|新聞|站点|站點|网站|網站|东西|東西|微信公众号|公众号|课程|小组|活动|职位|房源",
        r"(?:已经|已經|可能|似乎|好像|并|並|暂时|已)*(?:不存在|未找到|没有找到|沒有找到|没找到|沒找到|"
        r"找不到了?|无法找到|無法找到|不见了|不見了|失踪了?|"
        r"丢失了?|走丢了?|走失了?|丢了|消失了?|飞走了?|迷路了?|去火星了|已?失效|已?过期|已?過期|已?下线|"
        r"已?关闭|无效|未能找到|查无|被外星人[^。]{0,6})",
        r"(?:已经|已經|可能|或许|或許|因[^。]{0,12}|已)*(?:被|由|经|遭)?(?:原?作者|发布者|發布者|发帖人|"
        r"用户|用戶|管理员|管理員|版主|博主|楼主|系统|系統|平台|"
        r"本人|投诉并经审核[^。]{0,8}|其)?(?:自行|主动|本人)*(?:删除|刪除|删掉|移除|下架|撤回|撤稿|屏蔽|"
        r"隐藏|清除|封禁)了?|因违规[^。]{0,12}|违规无法查看|无法查看",
        r"找不到|未找到|没有找到|沒有找到|没找到|无法找到|無法找到|未能找到|查无此|查無此|不存在的?|"
        r"没有这个|沒有這個|没有此|無此|无此|迷路的?|丢失的?",
        r"很?抱歉|对不起|對不起|非常|哎呀|哎哟|糟糕|啊哦|噢|呃|噢不|提示|系统|系統|信息|错误|錯誤|出错了?|"
        r"您|你|我们|我們|要|所|正在|想要|想|访问|訪問|存取|查看|"
        r"查看|浏览|瀏覽|寻找|尋找|请求|請求|打开|打開|查找|搜索|找|的|了|该|該|此|这个|這個|这|這|相关|"
        r"相關|任何|可能|或|或者|已|已经|并|似乎|好像|页|面|"
        r"指定|当前|目前|無|无法访问|服务器上|伺服器上|在|呀|哦|呢|啦|吧|～|~|温馨|友情|暂时|不小心",
        spaced=False,
    ),
    Tongue(
        "ja",
        r"(?:web)?ページ|記事|コンテンツ|ファイル|投稿|動画|商品|サイト|url|アドレス|情報|リンク|"
        r"エントリー?|画像|データ|リソース|ユーザー?|スレッド|トピック|ブログ|もの",
        r"(?:が|は|を|も|、)?(?:既に|すでに|現在)?(?:見つかりません(?:でした)?|"
        r"見つけることができません(?:でした)?|見つけられません(?:でした)?|"
        r"みつかりません(?:でした)?|見つからない|存在しません|存在しない|ございません|"
        r"ありません(?:でした)?|ないようです|なくなりました|無くなりました|"
        r"表示できません|公開されていません|公開(?:を)?終了(?:いた)?しました|"
        r"掲載(?:を)?終了(?:いた)?しました|終了しました|期限切れ|アクセスできません)",
        r"(?:が|は|を|も|、)?(?:既に|すでに|移動(?:または|もしくは|、|・|か))?(?:ユーザー?により|"
        r"投稿者により)?(?:削除(?:され(?:ました|ています|た(?:可能性|"
        r"か)[^。]*|ております)|済み|"
        r"いたしました|しました)|非公開(?:です|に(?:なりました|設定されています))?)",
        r"見つからない|存在しない|該当する",
        r"移動した|移動され(?:た|ました)|変更された|可能性が(?:あります|ございます)|申し訳(?:ありません|"
        r"ございません|ない)(?:が|けど)?|すみません|ごめんなさい|恐れ入りますが|誠に|"
        r"お探しの|指定(?:された|の|した)|ご指定の|リクエストされた|アクセスしようとした|"
        r"要求された|該当(?:する|の)?|こちらの|この|その|ご|お|の|は|が|を|に|も|または|現在|エラー|です|"
        r"ます|残念(?:ながら|ですが)|おっと|あれ|ん|か|ページ|サーバー上|で|いません",
        spaced=False,
    ),
    Tongue(
        "ko",
        r"(?:웹ㆍ?)?페이지|게시물|게시글|글|문서|콘텐츠|컨텐츠|파일|동영상|영상|기사|상품|사이트|주소|링크|"
        r"자료|포스트|사용자|블로그|정보|항목",
        r"(?:를|을|가|이|는|은)? ?(?:찾을 ?수 ?(?:가 ?)?없\w*|찾지 ?못\w*|존재하지 ?않\w*|발견되지 ?않\w*|"
        r"없습니다|없음|없어요|사라졌\w*|만료\w*|"
        r"유효하지 ?않\w*)",
        r"(?:가|이|는|은)? ?(?:삭제 ?(?:되었\w*|된|됐\w*|되거나\w*)|비공개\w*|제거되\w*|이동 ?(?:또는|"
        r"했거나|되었거나) ?삭제\w*)",
        r"찾을 ?수 ?없는|존재하지 ?않는|없는|삭제된|잘못된",
        r"죄송합니다|죄송하지만|죄송해요|이런|앗|아이고|요청하신|요청한|찾으시는|찾으려는|찾고 ?계신|"
        r"원하시는|해당|방문하(?:시려는|려는)|이|그|입니다|입니다만|오류|에러|의|하신|서버에서|현재",
        spaced=False,
    ),
    Tongue(
        "de",
        r"(?:web)?seiten?|website|artikel|datei(?:en)?|dokumente?|inhalte?|beitr(?:ag|äge)|video|adresse|url|link|"
        r"ressource|objekt|eintrag|thema|produkt|angebot|profil|nutzer|benutzer|projekt",
        r"(?:(?:wurde|konnte|kann|ist|existiert|gibt es)(?: leider| hier| auf [\w ]{1,20})? )?"
        r"(?:nicht|nicht mehr|leider nicht)(?: mehr)? (?:gefunden(?: werden)?|finden|verfügbar|vorhanden|auffindbar|"
        r"existent|erreichbar|da)|"
        r"(?:existiert|gibt es)(?: leider| hier)? nicht(?: mehr)?|ist (?:leider )?(?:verschwunden|weg|abgelaufen|"
        r"unauffindbar)|fehlt|unauffindbar",
        r"(?:wurde|ist|wurde leider)(?: \w+)? (?:gelöscht|entfernt|depubliziert|"
        r"verschoben oder gelöscht)(?: worden)?|gelöscht",
        r"(?:wir )?(?:können|konnten|haben)(?: leider)?(?: die| den| das| diese)?|keine|nicht gefundene|fehlende|"
        r"verlorene",
        r"leider|entschuldigung|ups|hoppla|huch|oh nein|fehler|die|der|das|den|diese[rsnm]?|gesuchte[nrs]?|"
        r"angeforderte[nrs]?|"
        r"gewünschte[nrs]?|aufgerufene[nrs]?|angegebene[nrs]?|sie|du|suchen|suchst|ihre|deine|es|gibt|wurde|"
        r"konnte|kann|"
        r"werden|ist|nicht|mehr|auf|diesem|unserem|server|hier|haben|ist",
    ),
    Tongue(
        "fr",
        r"pages?|articles?|documents?|fichiers?|contenus?|vidéos?|ressources?|site|adresse|url|lien|publication|"
        r"produit|"
        r"annonce|sujet|profil|billet|utilisateur|projet",
        r"(?:(?:est|reste|semble|demeure) )?(?:introuvables?|inexistante?s?|manquante?s?|indisponibles?|"
        r"expirée?s?)|non (?:trouvée?s?|disponibles?)|pas (?:été )?trouvée?s?|"
        r"n'(?:existe|existent)(?: \w+)?(?: pas| plus)|n'est (?:pas|plus)(?: \w+)? (?:disponible|trouvée?|"
        r"accessible|en ligne|ici)|"
        r"n'a (?:pas|plus|pu)(?: pu)?(?: été| être)(?: \w+)? trouvée?|ne (?:peut|peuvent|"
        r"semble)(?: \w+)?(?: pas)? (?:être trouvée?|exister)|a disparu",
        r"(?:a|ont|vient d'|aurait) (?:été|être|peut-être été)(?: \w+)? (?:supprimée?s?|effacée?s?|retirée?s?|"
        r"déplacée? ou supprimée?)|supprimée?s?",
        r"(?:nous )?(?:ne|n')(?: ?\w+){1,3} (?:pas|plus|pu)(?: \w+)? (?:trouver|trouvé|retrouver)|aucune?|"
        r"impossible de (?:re)?trouver|il n'y a (?:pas|rien)",
        r"désolée?s?|oups|oops|aïe|zut|mince|erreur|la|le|les|l'|cette|ce|cet|que|vous|nous|demandée?s?|"
        r"recherchée?s?|recherchez|"
        r"cherchez|souhaitée?|sur|notre|ce|serveur|malheureusement|à|cette|est|n'|a|pas|été|avez|de|d'|page|plus|"
        r"mais",
    ),
    Tongue(
        "es",
        r"páginas?|paginas?|artículos?|articulos?|documentos?|archivos?|ficheros?|contenidos?|v[ií]deos?|"
        r"recursos?|publicaci[oó]n|"
        r"sitio|url|enlace|entrada|producto|noticia|tema|perfil|usuario|proyecto|dirección",
        r"(?:no|ya no|que buscas? no|no se ha|no se|no ha sido|no fue|no ha podido ser|no pudo ser|no se pudo|"
        r"no puede ser|no hemos)"
        r"(?: se| ha| sido| pudo)*(?: \w+)? ?(?:encontrad[oa]s?|encontró|encontrarse|encontrar|encuentra|"
        r"existen?|está(?: \w+)? disponible|disponible|localizad[oa]|hallad[oa]|aparece)|"
        r"inexistentes?|ha desaparecido|ha caducado|perdid[oa]",
        r"(?:ha sido|fue|ha|se ha|fueron|han sido)(?: \w+)? (?:eliminad[oa]s?|borrad[oa]s?|retirad[oa]s?|"
        r"suprimid[oa]s?|movid[oa] o eliminad[oa])|eliminad[oa]",
        r"no (?:se |le |lo )?(?:ha |han |hemos |pudimos |podemos |pudo |puede )?(?:podido |sido posible |"
        r"logrado )?(?:encontrad[oa]|encontrar|encontró|"
        r"encuentra|encontramos|existe|hay)|ning[uú]na?",
        r"lo|siento|sentimos|lamentamos|perd[oó]n|disculpa|disculpe|vaya|ups|uy|oops|error|la|el|los|las|esta|"
        r"este|esa|ese|que|buscas?|"
        r"está|estás|buscando|busca|solicitad[oa]|requerid[oa]|en|este|nuestro|servidor|usted|ha|has|se|de|pero|"
        r"aquí|intenta|acceder|a",
    ),
    Tongue(
        "pt",
        r"páginas?|paginas?|artigos?|documentos?|arquivos?|ficheiros?|conteúdos?|conteudos?|v[ií]deos?|recursos?|"
        r"publicaç(?:ão|ões)|"
        r"site|url|link|postagem|post|produto|notícia|perfil|usuário|utilizador|projeto|endereço",
        r"(?:não|nao|já não|não foi|não pôde ser|não pode ser|não foi possível)(?: ser| mais| foi| pode| pôde|"
        r" está)*(?: \w+)? ?"
        r"(?:encontrad[oa]s?|encontrar|existe(?:m)?(?: mais)?|localizad[oa]|dispon[ií]ve(?:l|is))|inexistentes?|"
        r"indispon[ií]vel|sumiu|expirou|perdida",
        r"(?:foi|foram|pode ter sido)(?: \w+)? (?:removid[oa]s?|exclu[ií]d[oa]s?|apagad[oa]s?|deletad[oa]s?|"
        r"eliminad[oa]s?)|removid[oa]|excluíd[oa]",
        r"não (?:foi possível |conseguimos |encontramos |pudemos |há )?(?:encontrar|localizar|encontramos|"
        r"achamos)?|nenhuma?",
        r"desculpe|desculpa|lamentamos|ops|opa|oops|ah não|erro|a|o|as|os|esta|este|essa|esse|que|você|procura|"
        r"procurou|está|"
        r"procurando|solicitad[oa]|requisitad[oa]|buscad[oa]|no|neste|servidor|nosso|em|de|infelizmente|mas|"
        r"tentando|acessar|pela|pelo|por",
    ),
    Tongue(
        "it",
        r"pagin[ae]|articol[oi]|document[oi]|file|contenut[oi]|video|risors[ae]|sito|url|link|post|prodotto|"
        r"indirizzo|notizia|profilo|utente",
        r"(?:non|non più)(?: è| sono| è stat[oa]| può essere| esiste| risulta|"
        r" stat[oa])*(?: più)? ?(?:trovat[oaie]|disponibil[ei]|esiste(?: più)?|esistente|presente|reperibile)|"
        r"(?:non|non più)(?: è)? (?:esiste|trovat[ao])|inesistente|introvabile|scadut[oa]|è sparit[oa]",
        r"(?:è|sono|è stat[oa]|sono stat[ie]|potrebbe essere)(?: stat[oaie])? (?:rimoss[oaie]|eliminat[oaie]|"
        r"cancellat[oaie]|spostata o eliminata)|rimoss[oa]|eliminat[oa]",
        r"(?:non|impossibile)(?: (?:abbiamo|riusciamo a|è stato possibile|è possibile|"
        r"siamo riusciti a))? (?:trovat[oa]|trovare)|nessuna?",
        r"spiacenti|ci|dispiace|siamo|scusa|scusate|ops|oops|ahi|errore|la|il|lo|l'|questa|questo|che|stai|"
        r"cerchi|cercando|cercat[oa]|cercavi|"
        r"richiest[oa]|desiderata|su|questo|server|nostro|purtroppo|hai|a|di|è|ma|non",
    ),
    Tongue(
        "nl",
        r"pagina(?:'s)?|artikel(?:en)?|document(?:en)?|bestand(?:en)?|inhoud|bericht|video|site|website|url|link|"
        r"product|adres|gebruiker",
        r"(?:(?:is|kon|kan|werd|kunnen|konden)(?: helaas)? )?niet(?: meer)?(?: \w+)? ?(?:gevonden(?: worden)?|"
        r"worden gevonden|beschikbaar|bestaat|vindbaar|aanwezig)|"
        r"bestaat (?:helaas )?niet(?: meer)?|is verdwenen|ontbreekt|onvindbaar",
        r"(?:is|werd|zijn)(?: \w+)? (?:verwijderd|gewist|verplaatst of verwijderd)|verwijderd",
        r"(?:we |wij )?(?:kunnen|konden|hebben)(?: helaas)?|geen|niet gevonden",
        r"sorry|helaas|oeps|oei|fout|foutmelding|de|het|deze|dit|die|u|je|jij|zoekt|zocht|opgevraagde|gevraagde|"
        r"gezochte|is|kon|niet|op|"
        r"onze|server|naar|op zoek|bent|ben|wij|er|meer|worden|gevonden|pagina",
    ),
    Tongue(
        "pl",
        r"stron[aęy]|artykuł[u]?|plik[u]?|dokument[u]?|treś(?:ć|ci)|wpis[u]?|film[u]?|adres[u]?|url|link[u]?|"
        r"zas[oó]b|zasobu|podstron[aęy]|ogłoszeni[ea]|produktu?",
        r"(?:już )?nie (?:została?o? |zostały |może być |mogła zostać |jest |udało się )?(?:znalezion[aoey]|"
        r"odnalezion[aoey]|istnieje|dostępn[aey]|znaleźć)|nie odnaleziono|nie znaleziono|(?:już )?nie ma|"
        r"zaginęła|wygasł[ao]?",
        r"(?:została?o?|zostały|był[ao]?) (?:usunięt[aey]|skasowan[aey])|usunięt[ayo]",
        r"nie (?:znaleziono|odnaleziono|można (?:znaleźć|odnaleźć)|mogliśmy znaleźć|możemy znaleźć|"
        r"udało się (?:znaleźć|odnaleźć)|ma)(?: takiej| tej)?|brak",
        r"wybran[aye]|szukan[aye]|przepraszamy|niestety|ups|ojej|o nie|błąd|ta|ten|to|tej|takiej|której|"
        r"szukasz|szukana|szukanej|"
        r"żądan[aey]|podan[aey]|podanej|na|tym|serwerze|strona",
    ),
    Tongue(
        "ru",
        r"страниц[аыу]?|стать[яиюе]|файл|документ|материал|запис[ьи]|видео|контент|пост|сайт|адрес|url|ссылка|"
        r"ресурс|публикаци[яи]|новость|"
        r"товар|объявление|тема|пользовател[ья]|профиль|проект|раздел|объект",
        r"(?:уже |больше |была |был |было )?не (?:найден[аоы]?|обнаружен[аоы]?|существует|доступ[\w]*|"
        r"удалось найти|находится)|не существует|"
        r"недоступ[\w]*|отсутству[\w]*|потерял[\w]*|пропал[аои]?|исчезл[аои]|(?:больше )?нет(?: на сайте)?",
        r"(?:был[аои]? |уже |возможно,? )*(?:удал[её]н[аоы]?|снят[аоы]? с публикации|"
        r"перемещена или удалена)(?: \w+)?",
        r"(?:мы )?не (?:можем найти|смогли найти|удалось найти|нашли|найдена|найден[аоы]?)|нет так(?:ой|ого)|"
        r"такой|несуществующая",
        r"извините|простите|к|сожалению|увы|ой|упс|ошибка|эта|этой|этот|такой|такая|такого|данная|"
        r"запрашиваем[\w]*|запрошенн[\w]*|которую|"
        r"вы|ищете|искали|ищите|по|этому|адресу|на|сервере|нашем|сайте|была|был|или|возможно|что|у|нас|нет|"
        r"указанн[\w]*",
    ),
    Tongue(
        "uk",
        r"сторінк[аиу]|статт[яю]|файл|документ|матеріал|запис|відео|контент|сайт|ресурс|публікаці[яю]",
        r"не (?:знайден[оаий]*|існує|вдалося знайти|доступн[аий]*)|відсутн[ійя]*|недоступн[аий]*|більше не існує",
        r"(?:було |була )?видален[оаий]*",
        r"не (?:знайдено|вдалося знайти|можемо знайти)|немає такої",
        r"вибачте|на жаль|ой|упс|помилка|ця|цю|цієї|запитан[аиу]|яку|ви|шукаєте|за|цією|адресою|запитувану",
    ),
    Tongue(
        "tr",
        r"sayfa(?:nın|sı|ya|yı|lar)?|içeri[kğ]\w{0,3}|dosya\w{0,3}|makale\w{0,3}|yazı\w{0,3}|video\w{0,3}|"
        r"ürün\w{0,3}|adres|bağlantı|link|site|belge|haber|kayıt|kullanıcı|ilan|konu",
        r"bulunamadı|bulunamıyor|bulunmuyor|bulunmamaktadır|mevcut değil(?:dir)?|(?:artık )?yok|kayıp|kayboldu|"
        r"(?:artık )?mevcut değil|geçersiz|yayında değil",
        r"(?:silin(?:miş|di|mistir)\w*|kaldırıl(?:mış|dı)\w*)|yayından kaldırıl\w*",
        r"bulamadık|bulunamayan|böyle bir|kayıp|(?:aradığınız|istediğiniz)",
        r"üzgünüz|maalesef|özür|dileriz|hata|hay|aksi|ups|oops|aradığınız|istediğiniz|istenen|ulaşmak|istediğin|"
        r"bu|bir|böyle|artık|sunucuda|olabilir|veya|taşınmış",
    ),
    Tongue(
        "ar",
        r"ال(?:صفحة|محتوى|مقالة?|ملف|موقع|رابط|موضوع|مستند|فيديو|منشور|خبر|عنوان|مورد)|صفحة|محتوى|مقال",
        r"(?:التي [\w ]{1,20})?(?:غير (?:موجود|متاح|متوفر|متواجد)ة?|لم (?:يتم|نتمكن من) (?:العثور عليه?ا?|"
        r"إيجادها?)|لا (?:يوجد|توجد)|ليست? موجودة?|مفقودة?|لم تعد (?:موجودة|متاحة))",
        r"(?:تمت? (?:حذف(?:ها|ه)?|إزالة|إزالتها|إزالته)|محذوفة?|حذفت)",
        r"لم (?:يتم|نتمكن من|نستطع) (?:العثور|إيجاد|عثور)(?: على)?|لا (?:يمكن|يوجد|توجد)(?: العثور على)?|"
        r"تعذر العثور على|تم حذف",
        r"عذر[اًا]*|عفو[اًا]*|نأسف|آسف(?:ون)?|للأسف|خطأ|هذه|هذا|المطلوبة?|التي|الذي|تبحث|عنها?|عنه|تحاول|الوصول|"
        r"إليها|طلبتها|على|في|الخادم|قد|تكون|أو|موجودة|يا|حدث",
    ),
    Tongue(
        "fa",
        r"صفحه|مطلب|محتوا|فایل|سایت|مقاله|آدرس",
        r"(?:مورد نظر |درخواستی |ای )?(?:یافت نشد|پیدا نشد|وجود ندارد|موجود نیست|در دسترس نیست)",
        r"حذف شده(?: است)?",
        r"",
        r"متاسفانه|متأسفانه|متاسفیم|خطا|خطای|این|مورد|نظر|شما|درخواستی|که|به|دنبال|آن|هستید",
    ),
    Tongue(
        "he",
        r"ה?(?:דף|עמוד|תוכן|כתבה|קובץ|מאמר|אתר)",
        r"(?:המבוקש |שחיפשת |זה )?(?:לא (?:נמצאה?|קיימת?|זמין)|אינו (?:קיים|זמין)|אינה קיימת)",
        r"(?:הוסרה?|נמחקה?)",
        r"לא (?:מצאנו|נמצא|ניתן למצוא)(?: את)?",
        r"מצטערים|אופס|אופס|סליחה|שגיאה|שגיאת|המבוקש|זה|שחיפשת|אתה|מחפש|את",
    ),
    Tongue(
        "vi",
        r"trang(?: web| này)?|bài (?:viết|đăng|báo)|nội dung|tài liệu|video|tệp|tập tin|liên kết|đường dẫn|"
        r"sản phẩm|url|địa chỉ|người dùng|tin",
        r"(?:này )?(?:hiện )?(?:không|chưa)(?: được| thể| còn| có)* ?(?:tìm thấy|tồn tại|khả dụng|có sẵn|"
        r"hiển thị|truy cập)|không còn(?: tồn tại| nữa)?|không có|đã hết hạn|bị mất",
        r"(?:này )?(?:đã|có thể đã)? ?bị (?:xóa|xoá|gỡ(?: bỏ)?|ẩn)|đã (?:được )?(?:xóa|xoá|gỡ)",
        r"không (?:tìm (?:thấy|được)|thể tìm thấy|có)|chưa tìm thấy",
        r"rất tiếc|xin lỗi|ôi|ối|ồ|lỗi|bạn|đang|tìm kiếm|tìm|yêu cầu|truy cập|muốn|này|mà|chúng tôi|trên|máy chủ|"
        r"hiện|hoặc|đã",
    ),
    Tongue(
        "id",
        r"halaman|artikel|berkas|file|konten|dokumen|video|situs|laman|tautan|url|produk|postingan|berita|fail",
        r"(?:ini |tersebut )?(?:tidak|tak|belum)(?: dapat| bisa)? (?:ditemukan|ditemui|dijumpai|tersedia|ada|"
        r"wujud)|sudah tidak (?:ada|tersedia)|hilang|kedaluwarsa",
        r"(?:ini )?(?:telah|sudah) (?:dihapus|dipadam)",
        r"(?:kami )?tidak (?:dapat|bisa|menemukan|ditemukan)(?: menemukan)?|tidak ada",
        r"maaf|mohon|ups|waduh|yah|kesalahan|galat|yang|anda|kamu|cari|dicari|minta|diminta|ini|tersebut|kami|di|"
        r"server|mungkin",
    ),
    Tongue(
        "th",
        r"หน้า(?:เว็บ|นี้|ที่)?|เพจ|เนื้อหา|บทความ|ไฟล์|เว็บไซต์|วิดีโอ|ข้อมูล",
        r"(?:ที่[^ ]{1,30} ?)?(?:ไม่(?:มีอยู่|พบ|ถูกต้อง|สามารถใช้งานได้|มี)|หายไป)",
        r"(?:ถูก)(?:ลบ|นำออก)",
        r"ไม่พบ|หาไม่พบ|ไม่มี|หา",
        r"ค้น|ขออภัย|ขอโทษ|อุ๊ปส์|คุณ|ที่|กำลัง|ค้นหา|ต้องการ|ร้องขอ|นี้|เว็บ|ข้อผิดพลาด|เรา|ไม่เจอ|ค่ะ|ครับ",
        spaced=False,
    ),
    Tongue(
        "cs-sk",
        r"stránk[ayu]|článok|článek|soubor|súbor|dokument|obsah|video|adresa|odkaz",
        r"(?:nebyla|nebol[ao]?|nebyl|sa|se)? ?(?:nenalezen[ay]?|nalezen[ay]?|nájden[áaýé]|neexistuj[eí]|nenašla|"
        r"nenašiel|nenájden[áý]|není (?:k dispozici|dostupná)|nie je (?:k dispozícii|dostupná)|nelze najít|"
        r"chybí|jsme nenašli|sme nenašli|nenašli jsme)",
        r"(?:byla?|bola?) (?:smazán[ao]?|odstraněn[ao]?|odstránen[áý]|zmazan[áý])",
        r"nelze najít|nepodařilo se najít|nepodarilo sa nájsť|nemůžeme najít",
        r"omlouváme|ospravedlňujeme|se|sa|bohužel|bohužiaľ|ups|jejda|chyba|tato|tuto|táto|túto|požadovan[áa]|hledan[áa]|"
        r"hľadan[áa]|na|serveru|kterou|hledáte|ktorú|hľadáte",
    ),
    Tongue(
        "nordic",
        r"siden|sida|sidan|sivua?|sivu|artikkelen|artikeln|artiklen|filen|dokumentet|innholdet|innehållet|"
        r"indholdet|tiedostoa?|videoen|videon|artikkelia|sisältöä",
        r"(?:kunne|kan|kunde|ble|blev|er|är)? ?(?:ikke|inte|ej) ?(?:bli |blive |blev |längre )?(?:funnet|finnes|"
        r"hittas|hittades|fundet|findes|finns(?: längre)?|tilgjengelig|tillgänglig|tilgængelig|eksisterer|"
        r"existerar)|"
        r"(?:hittades|finns|finnes|findes|eksisterer|existerar) (?:dessverre |tyvärr |desværre )?(?:ikke|inte|"
        r"ej)(?: lenger| længere| längre| mer)?|saknas|mangler|ei (?:löydy|löytynyt|ole(?: olemassa)?|"
        r"voitu löytää)|puuttuu|är borta",
        r"(?:er|är|har|ble|blev|on)(?: blitt| blevet)? ?(?:slettet|fjernet|raderats|tagits bort|borttagen|poistettu)",
        r"(?:vi )?(?:fant|finner|fandt|hittade|hittar|kan|kunde)(?: desværre| dessverre| tyvärr)? (?:ikke|"
        r"inte)(?: hitta| finde| finne)?|ei löytynyt",
        r"här|her|letar|beklager|tyvärr|desværre|dessverre|valitettavasti|oops|ups|hoppsan|fel|feil|fejl|"
        r"virhe|den|denne|denna|"
        r"som|du|leter|leder|söker|söker|efter|etter|efterfrågade|"
        r"etsimääsi|etsimäsi|pyytämääsi|hakemaasi|tätä|på|serveren|ikke|inte|forespurte|ønskede|begärda|vi|kunde|"
        r"kunne",
    ),
    Tongue(
        "hu",
        r"(?:az? )?oldal|cikk|fájl|dokumentum|tartalom|lap|bejegyzés",
        r"nem (?:található|létezik|elérhető|érhető el|találtuk)|megszűnt|hiányzik",
        r"(?:törölve|törölték|eltávolították|törlésre került)",
        r"nem (?:található|találjuk|találtuk|találjuk)(?: az?)?",
        r"sajnáljuk|sajnos|elnézést|hoppá|ajaj|hiba|az?|ez|keresett|kért|megadott|ezen|szerveren|a",
    ),
    Tongue(
        "ro",
        r"pagin[aă]|articolul|documentul|fișierul|conținutul|site-ul|resursa",
        r"nu (?:a fost (?:găsit[ăa]?|gasit[ăa]?)|există|exista|este disponibil[ăa]?|poate fi găsit[ăa]?)|"
        r"negăsită|inexistentă|lipsește",
        r"a fost (?:ștears[ăa]|șters|eliminat[ăa]?)",
        r"nu (?:am găsit|am gasit|putem găsi|s-a găsit|găsim)",
        r"ne pare rău|scuze|ups|hopa|eroare|din|păcate|această|acest|pe|care|o|cauți|căutați|căutată|solicitată|"
        r"accesată|serverul|nu",
    ),
    Tongue(
        "el",
        r"η? ?σελίδα|το? ?(?:αρχείο|άρθρο|περιεχόμενο|έγγραφο)|ιστοσελίδα",
        r"(?:που [\w ]{1,25})?δε(?:ν)? (?:βρέθηκε|υπάρχει(?: πια)?|είναι διαθέσιμη?|μπορεί να βρεθεί)",
        r"(?:έχει )?(?:διαγραφεί|αφαιρεθεί|διαγράφηκε)",
        r"δε(?:ν)? (?:βρέθηκε|μπορέσαμε να βρούμε|βρήκαμε)",
        r"λυπούμαστε|συγγνώμη|ωχ|ουπς|σφάλμα|η|η|αυτή|που|ζητήσατε|ψάχνετε|αναζητάτε|αναζητήσατε|το|τη|την|δυστυχώς",
    ),
    Tongue(
        "south-slavic",
        r"stranic[aeu]|stran|страница(?:та)?|страниц[аеу]|članak|datoteka|fajl|sadržaj|чланак|съдържанието|статията",
        r"nij[ei] (?:pronađen[ao]?|nađen[ao]?|dostupn[ao]?)|ne postoji|ni (?:bila )?(?:najden[ao]?|"
        r"bilo mogoče najti)|ne obstaja|"
        r"није (?:пронађен[ао]?|нађен[ао]?)|не постоји|не (?:е|беше|бе) (?:намерен[аo]?|открит[а]?)|"
        r"не съществува|липсва",
        r"(?:je|била) (?:obrisan[ao]?|uklonjen[ao]?|izbrisan[ao]?)|обрисан[ао]?|изтрит[а]?",
        r"ne možemo (?:pronaći|naći)|ne najdemo|не можем да намерим",
        r"žao|nam|je|oprostite|žal|ups|greška|napaka|грешка|tražen[au]|iskana|zahtevana|тражена|търсената|"
        r"исканата|koju|tražite|ki|jo|iščete|која|која|съжаляваме|за съжаление|извинете",
    ),
    Tongue(
        "catalan-basque-galician",
        r"pàgina|p[áà]xina|orria?|orrialdea|document|fitxer|article|contingut|contido|edukia",
        r"no (?:s'ha |ha estat |existeix|està )?(?:trobat|trobada|existeix|disponible)|"
        r"non (?:foi )?(?:atopad[ao]|existe|encontrad[ao])|ez da (?:aurkitu|existitzen|aurkitzen)",
        r"(?:ha estat|foi) (?:eliminad[ao]|esborra(?:t|da))|ezabatu da",
        r"no (?:s'ha trobat|hem trobat|es troba)|non se (?:atopou|encontrou)",
        r"ho|sentim|ho sentim|vaja|ui|sentímolo|barkatu|errorea?|erro|la|que|busques|cerqueu|cerques|cercada|"
        r"sol·licitada|aquesta|a|esta|buscas|l'|el",
    ),
    Tongue(
        "baltic",
        r"lehte|lehekülge|lapa|puslapi[so]|faili|fails|sisu|saturs|turinys|straipsni[so]",
        r"ei (?:leitud|leidu|ole olemas|eksisteeri)|nav (?:atrasta?|pieejama?)|neeksistē|ne(?:rasta?s?|"
        r"egzistuoja|randamas)",
        r"on kustutatud|ir dzēsta?|(?:buvo )?ištrintas|pašalintas",
        r"ei leitud|nevar atrast|nepavyko rasti",
        r"vabandame|kahjuks|viga|otsitud|seda|diemžēl|atvainojiet|kļūda|šī|meklētā|pieprasītā|atsiprašome|deja|"
        r"klaida|ieškomas|šis|jūsų|prašomas",
    ),
    Tongue(
        "hindi-bengali",
        r"पृष्ठ|पेज|पन्ना|सामग्री|लेख|फ़ाइल|পৃষ্ঠা(?:টি)?|পাতা(?:টি)?|পেজ",
        r"(?:नहीं (?:मिला|मिली|मिल|पाया गया|है)|मौजूद नहीं(?: है)?|उपलब्ध नहीं(?: है)?|অনুপস্থিত|পাওয়া যায়নি|"
        r"খুঁজে পাওয়া যায়নি|নেই)",
        r"(?:हटा(?:या|ई)? (?:दिया|दी|गया|गई)(?: गया| गई)?(?: है)?|মুছে ফেলা হয়েছে)",
        r"",
        r"क्षमा|करें|माफ़|खेद|है|यह|वह|आप|जिस|को|खोज|रहे|हैं|त्रुटि|अनुरोधित|দুঃখিত|আপনি|যে|টি|অনুরোধ|করা|"
        r"খুঁজছেন|এই|ত্রুটি",
        spaced=False,
    ),
)
"""Languages in the order in which they are tried."""
