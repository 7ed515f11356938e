"""Domains for sale, sold or run out, and what is shown in the place of a site. Data.

Sources: Vissers et al., "Parking Sensors" (NDSS 2015); the landers of the big parking services; registrars' pages.
"""

from __future__ import annotations

from typing import Final

from fetchers.facts import Witness
from fetchers.pages.traits.marker import ARTICLE, SUCCESS, Marker

_LOTS: Final = (
    r"sedoparking\.com|parkingcrew\.(?:net|com)|bodiscdn\.com|\bbodis\.com|parklogic\.com|park\.above\.com|"
    r"cashparking\.com|skenzo\.com|(?<![\w-])dan\.com/|afternic\.com|hugedomains\.com|"
    r"domainmarket\.com|undeveloped\.com|uniregistry\.com|smartname\.com|domainsponsor\.com|trafficz\.com|"
    r"voodoo\.com/|namefind\.com|img1\.wsimg\.com/parking-lander|"
    r"porkbun-media\.s3|parked-content\.godaddy|efty\.com|buydomains\.com|brandbucket\.com|squadhelp\.com|"
    r"(?<![\w-])atom\.com/name|(?<![\w-])saw\.com/|giantpanda\.com|domainnamesales\.com|searchvity\.com|"
    r"d38psrni17bvxu\.cloudfront\.net|parking\.(?:reg|nic)\.ru|parkweb\.|ztomy\.com|domeneshop\.no/parked|"
    r"sedo\.com/search/details|dynadot\.com/(?:market|domain)"
)
_FOR_SALE: Final = (
    r"(?<![\w./@-])(?:[\w-]+\.)+[a-z]{2,18} (?:(?:is|steht|ist|wird|est|está|esta|è|jest|staat|är|er|"
    r"je) )?(?:\w+ )?(?:for sale|zum verkauf|"
    r"zu verkaufen|käuflich|à vendre|en vente|en venta|a la venta|à venda|in vendita|te koop|"
    r"na sprzedaż|na prodej|na predaj|"
    r"продаётся|продается|продаж|satılık\w*|للبيع|till salu|til salgs?|đang bán|dijual|eladó|"
    r"de vânzare|myytävänä|πωλείται)|"
    r"(?:域名|網域|网址|網址|ドメイン|도메인)[^。！？!?]{0,45}?(?:正在|现|目前|可以?|已|は|が|を|현재|"
    r"은|는|이)? ?(?:出售|转让|轉讓|待售|販売中|売却|売り出し|お売り|판매|매매|매각)|"
    r"(?:this |the |premium |great )?(?:domain|website|web ?site|url|web ?address|domain name|"
    r"[\w-]+(?:\.[\w-]+)+)(?: name)?(?: \S{3,60})? (?:is|may be|might be|could be|are) (?:\w+ )?(?:for sale|"
    r"available (?:for (?:sale|purchase)|to (?:buy|purchase))|parked|on sale)\b(?! on )|"
    r"(?:this |the )?(?:domain|name)(?: name)?(?: \S{3,60})? (?:is |will be )?(?:up |going |listed )?(?:for|at|"
    r"to|in) "
    r"(?:an? )?auction|place (?:a|your) bid|(?:current|starting|minimum) bid\b|domain auctions?|"
    r"backorder (?:this|the) "
    r"domain|域名拍卖|竞拍(?:中|该域名)|ドメインオークション|"
    r"(?:buy|purchase|acquire|own|get|lease|rent|make an offer (?:on|for)|inquire about|bid on) (?:this|"
    r"the) (?:domain|website)(?: name)?|domain (?:name )?for sale|domain (?:is )?parked|parked (?:free|"
    r"domain|at|by|page)|"
    r"(?:interested in|want to buy|would you like to buy) (?:this|the) domain|the owner of this domain|"
    r"website is for sale|"
    r"(?:本|该|此|这个|當前|当前)?(?:域名|網域|网址|網址|网站|域名\S{3,40}) ?(?:正在|现|目前)?(?:出售|"
    r"转让|轉讓|待售|可以?出售|可转让|可购买|招商|"
    r"停放)(?:中)?|(?:购买|購買|收购|求购)(?:本|该|此|这个)?域名|域名(?:出售|转让|停靠|停放|买卖)|"
    r"(?:この|当)?ドメイン(?:名)?(?:\S{3,40})?(?:は|を)?(?:現在)?(?:、)?(?:販売|売却|売り出し|購入|"
    r"お売り)|(?:이 |본 )?도메인(?:은|이|"
    r"을)? ?\S{0,40} ?(?:판매|구매|매매|매각|구입)|"
    r"(?:diese |die )?domain(?: \S{3,60})?(?: name)? (?:steht|ist|wird|könnte)(?: \w+)? (?:zum verkauf|"
    r"zu verkaufen|käuflich|verkauft|geparkt)|domain (?:kaufen|zu verkaufen)|"
    r"(?:ce |le )?(?:nom de )?domaine(?: \S{3,60})? (?:est|peut être|serait)(?: \w+)? (?:à vendre|en vente|"
    r"parqué|disponible à la vente)|acheter ce (?:nom de )?domaine|domaine à vendre|"
    r"(?:este |el )?(?:nombre de )?dominio(?: \S{3,60})? (?:está|puede estar)(?: \w+)? (?:en venta|"
    r"a la venta|aparcado|disponible para (?:su )?compra)|(?:comprar|compre|compra) este dominio|"
    r"dominio en venta|"
    r"(?:este |o )?domínio(?: \S{3,60})? (?:está|pode estar)(?: \w+)? (?:à venda|disponível para (?:compra|"
    r"venda)|estacionado)|(?:comprar|compre) este domínio|domínio à venda|"
    r"(?:questo |il )?dominio(?: \S{3,60})? (?:è|potrebbe essere)(?: \w+)? (?:in vendita|parcheggiato)|"
    r"acquista questo dominio|dominio in vendita|"
    r"(?:dit |deze )?domein(?:naam)?(?: \S{3,60})? (?:is|staat)(?: \w+)? (?:te koop|geparkeerd)|"
    r"domein(?:naam)? te koop|koop (?:dit|deze) domein(?:naam)?|(?:ta |ta )?domena(?: \S{3,60})? (?:jest|"
    r"może być)(?: \w+)? (?:na sprzedaż|zaparkowana|do kupienia)|domena na sprzedaż|"
    r"домен(?:ное имя)?(?: \S{3,60})? (?:прода[её]тся|выставлен на продажу|припаркован|можно купить)|"
    r"(?:купить|купите) (?:этот )?домен|продажа домена|домен прода[её]тся|(?:bu )?(?:alan adı|"
    r"domain)(?: \S{3,60})? (?:satılık\w*|satılıktır)|satılık (?:alan adı|domain)|"
    r"(?:هذا )?(?:النطاق|الدومين|نطاق)(?: \S{3,60})? (?:معروض )?للبيع|"
    r"tên miền (?:này )?(?:\S{3,60} )?(?:đang )?(?:được )?(?:rao )?bán|domain ini (?:\S{3,60} )?dijual|"
    r"domän(?:en)? (?:\S{3,60} )?är parkerad|domenet (?:\S{3,60} )?er parkert|domænet (?:\S{3,60} )?er parkeret|"
    r"doména (?:\S{3,60} )?je (?:za)?parkov[aá]n[aáý]|domeni(?:ul|ile) (?:\S{3,60} )?(?:este )?parcat|"
    r"domain ini (?:\S{3,60} )?diparkir|verkkotunnus (?:\S{3,60} )?on pysäköity|"
    r"domänen (?:\S{3,60} )?är till salu|domenet (?:\S{3,60} )?er til salgs|"
    r"domænet (?:\S{3,60} )?er til salg|doména (?:\S{3,60} )?(?:je )?na (?:prodej|predaj)"
)
# A registrar's page in the place of a site that was never put up, or is no longer.
_HELD: Final = (
    r"this domain(?: name)? (?:\S+ )?(?:is|was|has been) (?:recently |just |already |"
    r"currently )?(?:registered|reserved)|recently registered (?:at|with|through)|"
    r"registered (?:at|with) [\w-]+\.(?:com|net|org)|(?:本|该|此)域名(?:已|已经)(?:被)?(?:注册|预订)|"
    r"(?:この|当)ドメイン[^。]{0,40}(?:取得|登録)され|"
    r"diese domain (?:wurde|ist)[\w. ]{0,40} (?:registriert|reserviert)|ce (?:nom de )?domaine (?:est|"
    r"a été) (?:réservé|enregistré)|"
    r"este dominio (?:está|ha sido) registrado|este domínio (?:está|foi) registrado|"
    r"questo dominio è (?:stato )?registrato|"
    r"deze domeinnaam is geregistreerd|домен (?:\S+ )?(?:зарегистрирован|припаркован)|"
    r"domena [\w.]{0,40} ?(?:jest )?(?:zarejestrowana|utrzymywana)"
)
_LAPSED: Final = (
    r"(?:this |the |your )?(?:domain|website|site|registration)(?: name)?(?: \S{3,60})? (?:has |is |"
    r"was )?(?:recently )?(?:expired|lapsed|pending (?:renewal|deletion))\b|(?:renew|restore) (?:this |your |"
    r"the )?domain|expired domain|domain (?:name )?expired|"
    r"(?:域名|網域|网站|空间)(?:\S{3,40})?(?:已|已经|已經)(?:过期|過期|到期)|(?:域名|空间)(?:过期|"
    r"到期)|ドメイン(?:\S{3,40})?(?:の有効期限|"
    r"は?期限切れ|は?有効期限が?切れ)|도메인(?:이|의)? ?(?:만료|기간이 만료)|"
    r"domain(?: \S{3,60})? (?:ist )?abgelaufen|"
    r"(?:nom de )?domaine(?: \S{3,60})? (?:a |est )?expiré|dominio(?: \S{3,60})? (?:ha |è )?(?:expirado|"
    r"caducado|scaduto)|"
    r"domínio(?: \S{3,60})? (?:expirou|expirado)|domeinnaam(?: \S{3,60})? (?:is )?verlopen|"
    r"domena(?: \S{3,60})? wygasła|(?:срок (?:регистрации|действия) домена|"
    r"регистрация домена)(?: \S{3,60})? (?:ист[её]к|закончил\w*|просрочен)|"
    r"(?:alan adı(?:nın)?|barındırma|hosting) süresi dol|"
    r"tên miền (?:này )?đã hết hạn"
)

MARKERS: Final = (
    Marker(
        trait="parked",
        source="parking services' landers: their scripts and frames on a short page",
        html=rf"(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//[^\"'\s>]*(?:{_LOTS})",
        visible=rf"{_FOR_SALE}|related (?:searches|links)|sponsored listings|parked|{_LAPSED}",
        most_words=250,
        status=SUCCESS | {403, 410},
    ),
    Marker(
        trait="parked",
        source="parking services' own addresses",
        url=rf"^(?:[\w-]+\.)*(?:{_LOTS})|^expireddomains\.com|^(?:www\.)?(?:sedo|"
        rf"dan|afternic|hugedomains|undeveloped|domainmarket)\.com/",
        witness=frozenset({Witness.SERVICE}),
    ),
    Marker(trait="parked", source="hosts that parking services add to a name", url=r"^ww(?:1|\d{2})\.[\w.-]+/"),
    Marker(
        trait="parked",
        source="landers that only a script draws (GoDaddy, ParkLogic, Bodis)",
        html=r"location(?:\.href)?\s*=\s*[\"']/lander|window\.park\b|window\._?parking|data-adblockkey|"
        r"/parking-lander/|parking_?page|/px\.js\?ch=",
        most_words=60,
    ),
    Marker(
        trait="parked",
        source="parking services named in a script, on a page with next to nothing else",
        html=rf"<script[^>]*>[^<]*//[^<\"'\s]*(?:{_LOTS})",
        visible=r"related (?:searches|links)|sponsored|domain",
        most_words=40,
        status=SUCCESS,
    ),
    Marker(trait="parked", source="GoDaddy", url=r"^[^/]+/lander(?:[/?#]|$)"),
    Marker(
        trait="parked",
        source="for sale, in the title",
        title=rf"(?:{_FOR_SALE}).{{0,40}}",
        unless_title=ARTICLE,
        most_words=350,
        status=SUCCESS,
    ),
    Marker(
        trait="parked",
        source="lists of advertisements and nothing else, in the words of parking services",
        visible=r"sponsored (?:listings|links|results)|related (?:searches|links)\b.{0,200}(?:privacy policy|domain)|"
        r"スポンサー(?:リンク|リスティング|検索)|関連(?:する)?(?:検索|リンク|キーワード)|赞助(?:商)?(?:链接|"
        r"搜索|结果)|贊助(?:商)?連結|"
        r"相关(?:搜索|链接)|相關(?:搜尋|連結)|gesponserte (?:links|anzeigen)|liens sponsorisés|enlaces patrocinados|"
        r"links patrocinados|link sponsorizzati|спонсорские ссылки|스폰서 ?링크",
        most_words=60,
        without=r"<article\b|<main\b|<h1\b",
        status=SUCCESS,
    ),
    Marker(
        trait="parked",
        source="for sale, on a short page",
        visible=_FOR_SALE,
        unless_title=ARTICLE,
        most_words=70,
        status=SUCCESS,
    ),
    Marker(
        trait="domain-lapsed",
        source="registrars' pages, in the title",
        title=rf".{{0,20}}(?:{_LAPSED}).{{0,40}}",
        unless_title=ARTICLE,
        most_words=300,
        status=SUCCESS,
    ),
    Marker(
        trait="parked",
        source="for sale, in the first words of a page",
        visible=rf"^.{{0,120}}?(?:{_FOR_SALE})",
        unless_title=ARTICLE,
        most_words=200,
        status=SUCCESS,
    ),
    Marker(
        trait="domain-lapsed",
        source="registrars' pages for names in nobody's use",
        visible=_HELD,
        most_words=90,
        status=SUCCESS,
    ),
    Marker(trait="domain-lapsed", source="registrars' pages", visible=_LAPSED, most_words=80, status=SUCCESS),
)
