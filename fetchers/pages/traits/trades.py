"""The trades for which lapsed domains are bought, in the words of their own front pages. Data.

Sources: awesome-osint #1126 and its like; reports of taken-over domains in Chinese, Vietnamese, Thai, Korean,
Indonesian, Russian, Turkish, English and Italian. A word here accuses nobody by itself: the judge asks whether the
entry, its section, the domain or the last known title speak of the same. A word after ``~`` is a volcano, a tape
measure or a part of a program as well: it takes the front page of a trade beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from fetchers.pages.traits.sieve import Sieve, branches

_SPACED: Final = (
    # Gambling.
    r"(?:online )?casin[oò]s?(?: bonus(?:es)?| online)?|~kasino|"
    r"slots? (?:gacor|online|deposit|demo|dana|pulsa|thailand|bonus|machine)\w*|slot88|gacor|"
    r"maxwin|~judi|"
    r"togel|toto(?: ?(?:macau|slot|4d|togel|sgp|hk))?|(?:situs|bandar|agen) (?:toto|slot|judi|togel|bola|poker|"
    r"qq|resmi|"
    r"gacor|casino|taruhan)|bandarq|dominoqq|sbobet|pragmatic play|rtp (?:slot|live)|scatter hitam|link alternatif|"
    r"~betting|sportsbook|bookmakers?|baccarat|~roulette|~blackjack|~jackpots?|free spins|poker online|online poker|"
    r"(?:no[- ]deposit|welcome|casino|deposit) bonus(?:es)?|bet365|1xbet|22bet|melbet|mostbet|~pin[- ]?up|parimatch|"
    r"fun88|w88|m88|188bet|12bet|dafabet|bk8|vn88|fb88|kubet|jun88|hi88|i9bet|shbet|new88|789bet|789club|sunwin|go88|"
    r"~hitclub|rikvip|~b52|iwin|8xbet|fabet|mibet|five88|nhà cái|cá cược|cá độ|đánh bạc|(?:game )?bài đổi thưởng|"
    r"game bài|nổ hũ|"
    r"tài xỉu|xóc đĩa|đá gà|lô đề|~xổ số|soi cầu|keo ?nha ?cai|kèo nhà cái|"
    r"bahis(?: siteleri)?|~iddaa|canlı bahis|kaçak bahis|deneme bonusu|bonus veren|casibom|jojobet|holiganbet|"
    r"grandpashabet|"
    r"betboo|bets10|mobilbahis|marsbahis|sekabet|matadorbet|güncel giriş|"
    r"казино|вавада|vavada|~вулкан|азино|игровы[ей] автомат\w*|~слоты|ставки на спорт|букмекер\w*|~рулетка|фриспин\w*|"
    r"бездепозит\w*|джойказино|зеркало казино|~зеркало сайта|"
    r"scommesse(?: sportive)?|casinò(?: online)?|slot online|bonus senza deposito|giochi d'azzardo|non aams|"
    r"apuestas(?: deportivas)?|tragamonedas|casino en línea|apostas(?: esportivas)?|caça-níqueis|jogo do tigrinho|"
    r"paris sportifs|machines à sous|sportwetten|spielautomaten|"
    # Football streams and pirated films.
    r"xoilac\w*|cakhia\w*|90phut\w*|mitom\w*|vebo\w*|rakhoi\w*|socolive|colatv|bongda\w*|tructiep\w*|"
    r"trực tiếp bóng đá|xem bóng đá|"
    r"(?:live )?(?:football|soccer|sports?) (?:live )?streams?|free (?:live )?(?:football|sports|"
    r"movies?) (?:streaming|online)|"
    r"nonton (?:film|bola|streaming)|streaming (?:bola|film|calcio)|calcio (?:in )?streaming|canlı maç|maç izle|"
    r"film izle|"
    r"~смотреть (?:онлайн|фильмы|сериал\w*)|phim (?:sex|online|hd|mới)|watch (?:free )?movies|streaming vf|"
    r"123movies|putlocker|"
    r"fmovies|taraftarium\w*|selçuk ?sports?|"
    # Pills.
    r"viagra|cialis|levitra|kamagra|~sildenafil|~tadalafil|~ivermectin|~tramadol|~xanax|~modafinil|"
    r"(?:online|canadian|cheap) pharmacy|male enhancement|weight loss pills|cbd (?:gummies|oil)|keto gummies|"
    r"виагра|сиалис|"
    # Adult.
    r"porno?s?|~xxx|sex cams?|cam girls?|live sex|sex chat|escorts?(?: service| girls| agency)?|~hentai|~nude|"
    r"onlyfans leaks?|~milf|"
    r"bokep|video mesum|~порно|~секс|шлюхи|проститутки|индивидуалки|~эскорт|escort bayan|phim sex|gái gọi|~jav|"
    # Loans and schemes.
    r"payday loans?|quick loans?|bad credit loans?|cash advance|pinjaman online|pinjol|vay tiền(?: online| nhanh)?|"
    r"займ\w* онлайн|~займ\w*|микрозайм\w*|~кредит онлайн|crypto (?:presale|giveaway)|binary options|бинарные опционы|"
    # Essay mills.
    r"(?:essay|paper|dissertation|thesis|assignment|homework|coursework|research paper|term paper)s? (?:writing|"
    r"writers?|"
    r"help|service)s?(?: service| online)?|(?:write|do) my (?:essay|paper|homework|assignment|thesis)|"
    r"buy (?:an? |cheap |"
    r"custom )?(?:essays?|papers?|dissertations?|thesis)|(?:custom|cheap) essays?|курсовые на заказ|"
    r"дипломы? на заказ|"
    r"(?:купить|заказать) (?:диплом|курсовую|реферат)|"
    # Followers, replicas, forgeries.
    r"(?:buy|get|cheap|free) (?:\w+ )?(?:followers|likes|views|subscribers|backlinks)|(?:instagram|tiktok|"
    r"youtube|twitter|"
    r"telegram|facebook|spotify) (?:followers|likes|views|subscribers|plays)|smm panel|takipçi (?:satın al|hilesi)|"
    r"накрутка(?: подписчиков| лайков)?|beli followers|mua (?:like|follow|sub)|comprar (?:seguidores|likes)|"
    r"comprare follower|"
    r"replica (?:watches|handbags|shoes)|fake (?:rolex|passports?|ids?|documents)|~counterfeit|купить (?:права|"
    r"паспорт)|"
    r"mod apk|apk mod|cracked (?:software|apk)|warez|keygen"
    # Parts of the above that are ordinary where they stand alone.
    r"|~toto|~casin[oò]s?|~bahis|~apuestas|~apostas"
)
_DENSE: Final = (
    r"博彩|赌场|賭場|娱乐城|娛樂城|娱乐平台|娱乐官网|~彩票|百家乐|百家樂|老虎机|老虎機|体育投注|體育投注|"
    r"体育(?:在线|平台|官网|官方|入口|app|下载|"
    r"直播|注册|登录)|(?:官方|手机|最新)?体育(?:官方网站|官网入口)|真人(?:娱乐|视讯|荷官|百家乐)|六合彩|~開獎|"
    r"~开奖|开云(?:体育)?|kaiyun|"
    r"澳门(?:新?葡京|威尼斯人|金沙|银河|巴黎人|永利|美高梅)|新葡京|~葡京|威尼斯人|金沙(?:娱乐|国际)|永利(?:皇宫|"
    r"娱乐)?|(?:乐鱼|爱游戏|华体会|半岛|米兰|"
    r"九游|星空|必威|万博|亚博|雷火|bob|天博|火狐|博鱼|江南|ng|南宫|熊猫|云开|完美|开元|乐动|欧宝)(?:体育|娱乐|"
    r"电竞|棋牌|国际)|开元棋牌|棋牌(?:游戏|"
    r"平台|娱乐)|捕鱼(?:游戏|平台)|时时彩|北京赛车|幸运飞艇|pk10|电子游艺|投注(?:平台|网站)?|~盘口|足彩|竞彩|"
    r"世界杯买球|买球(?:网|平台|app)?|~下注|"
    r"澳彩|香港马会|特码|皇冠(?:体育|足球|官网|网址)|bet365|bwin|~必发|现金网|~太阳城|~菲律宾|"
    r"~足球直播|nba直播|免费看球|成人(?:影片|网站)|~成人视频|色情|黄色(?:网站|视频)|~无码|無碼|三级片|约炮|援交|a片|"
    r"裸聊|国产精品|~久久|精品国产|"
    r"亚洲(?:av|精品|色)|~网贷|~小额贷款|~办证|代写(?:论文|作业)?|论文代写|刷粉|买粉|~代孕|~私服|"
    r"[一二三四]区[一二三四]区|九游会|真人游戏|彩神|大发(?:彩票|快三|娱乐)|快三|(?:乐鱼|开云|爱游戏|华体会|"
    r"必威|万博|亚博|博鱼)(?:官网|app|入口|平台)|k8凯发|凯发|(?<![a-z])j9(?=[\u4e00-\u9fff])|利来(?:国际|娱乐|老牌|官)|龙8|尊龙|人生就是博|亿博|ag(?:真人|"
    r"旗舰|捕鱼)|"
    r"카지노|~토토(?!로)|바카라|먹튀|슬롯(?:사이트|머신|게임)|~슬롯|"
    r"사설 ?(?:토토|놀이터|~배팅|~베팅|사이트|카지노)|파워볼|스포츠 ?(?:중계|토토|배팅|베팅)|배팅|베팅|"
    r"~홀덤|꽁머니|첫충|가입 ?머니|~가입 ?코드|메이저사이트|안전놀이터|주소 ?모음|"
    r"링크 ?모음|야동|~성인웹툰|성인(?:사이트|용품)?|출장(?:안마|마사지|샵)|오피(?:사이트|쓰)|휴게텔|"
    r"~무료 ?(?:웹툰|영화|드라마)|소액 ?결제|비아그라|시알리스|~대출|"
    r"カジノ|~パチンコ|パチスロ|(?:オンライン|ビデオ)スロット(?![ァ-ヴー])|~(?<![ァ-ヴー])スロット(?![ァ-ヴー])|ブックメーカー|オンカジ|出会い系|~アダルト|無修正|"
    r"~(?<![ァ-ヴー])エロ(?![ァ-ヴー])|入金不要|フリースピン|初回入金|登録ボーナス|~ギャンブル|~競馬予想|バイアグラ|闇金|"
    r"スーパーコピー|ブランドコピー|"
    r"สล็อต\w*|บาคาร่า|คาสิโน|แทงบอล|พนัน|~หวย|เว็บตรง|ยิงปลา|เครดิตฟรี|ฝากถอน|แทงหวย|ดูบอล(?:สด)?|หนังโป๊|หนังx|"
    r"คลิปหลุด|ดูหนังออนไลน์|~ดูหนัง|~เงินกู้|ไวอากร้า|"
    r"مراهنات|كازينو|~قمار|قمار|شرط بندی|کازینو|سكس|فیلم سکسی|فياجرا"
)
_BRANCHES: Final = (*branches(_SPACED), *branches(_DENSE))
TRADES: Final = Sieve(
    rf"(?<!\w)(?:{_SPACED})(?!\w)|{_DENSE}".replace("~", ""), parts=[branch.removeprefix("~") for branch in _BRANCHES]
)
_ORDINARY: Final = re.compile("|".join(branch.removeprefix("~") for branch in _BRANCHES if branch.startswith("~")))


def telling(words: Iterable[str]) -> frozenset[str]:
    """Return those of these words that mean nothing but the trade."""
    return frozenset(word for word in words if not _ORDINARY.fullmatch(word))


@lru_cache(maxsize=8)
def trades_in(text: str) -> frozenset[str]:
    """Return the words of these trades in a text that is ``plain``. Two rules ask of the same title, one by one."""
    return frozenset(match[0] for match in TRADES.finditer(text))
