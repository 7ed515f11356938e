"""How a sentence refers to the requested thing itself: "this deck", "the deck you requested". Data.

A noun nobody has listed is recognised by what stands around it. Of *this* thing only "deleted" is believed, since a
text may say of this world that it is gone; of what was asked for, absence of any kind. ``N`` is the noun.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Pointing(NamedTuple):
    """The words of one language."""

    this: str
    asked: str


POINTING: Final[dict[str, Pointing]] = {
    "en": Pointing(
        "(?:this|that) N",
        r"(?:the )?(?:requested|specified) N|(?:the |that )?N (?:that )?you(?:'re| are| were|'ve| have)? "
        r"(?:requested|looking for|searching for|trying to (?:reach|view|open|find|access)|asked for|sought)",
    ),
    "de": Pointing(
        "diese[rs]? N",
        "(?:d(?:ie|er|as) )?(?:von ihnen )?(?:gewünschte|angeforderte|gesuchte|aufgerufene|angegebene)[srn]? N",
    ),
    "fr": Pointing(
        "ce(?:t|tte)? N",
        "(?:la |le |l')?N (?:demandée?|recherchée?|que vous (?:cherchez|recherchez|demandez))",
    ),
    "es": Pointing("est[ea] N", "(?:el |la )?N (?:solicitad[oa]|buscad[oa]|que (?:buscas|busca|solicitaste))"),
    "pt": Pointing("est[ea] N|ess[ea] N", "(?:o |a )?N (?:solicitad[oa]|procurad[oa]|que (?:procura|você procura))"),
    "it": Pointing(
        "quest[oa] N|quest'N",
        "(?:il |la |l'|lo )?N (?:richiest[oa]|cercat[oa]|che (?:cerchi|stai cercando))",
    ),
    "nl": Pointing(
        "(?:dit|deze) N",
        "(?:de |het )?(?:gevraagde|opgevraagde|gezochte) N|(?:de |het )?N die (?:je|u) zoekt",
    ),
    "pl": Pointing("(?:ten|ta|to) N", r"(?:żądan|szukan|wybran)\w{1,2} N"),
    "ru": Pointing("(?:этот|эта|это|данн(?:ый|ая|ое)) N", r"(?:запрошенн|запрашиваем|иском)\w{2,3} N"),
    "uk": Pointing("(?:цей|ця|це|дан(?:ий|а|е)) N", r"(?:запитан|шукан)\w{1,3} N"),
    "tr": Pointing("bu N", "(?:aradığınız|istediğiniz|istenen) N"),
    "cs-sk": Pointing("(?:tento|tato|toto|táto) N", r"(?:požadovan|hledan|hľadan)\w{1,2} N"),
    "nordic": Pointing(
        "(?:denne|dette|denna|detta|den här|det här|tämä) N",
        r"(?:den |det )?(?:ønskede|begärda|sökta|forespurte|hakemasi|pyytämäsi) N|(?:den |det )?N (?:du|som du) "
        r"(?:søkte|söker|leder efter|leter etter)",
    ),
    "hu": Pointing("ez az? N", "az? (?:keresett|kért) N"),
    "ro": Pointing("aceast[ăa] N|acest N", "N(?:ul|a)? (?:căutat|solicitat)ă?"),
    "vi": Pointing("N này", "N (?:bạn|mà bạn|được) (?:yêu cầu|tìm|đang tìm)"),
    "id": Pointing("N ini", "N (?:yang )?(?:anda )?(?:cari|diminta|dicari)"),
    "zh": Pointing(
        "(?<![如应])[该此這这](?:[个個条條篇])?N",
        "(?:您|你)?(?:所|要|想要?)?(?:访问|查看|查找|请求|訪問|尋找|请查|找|看|浏览|指定)的N",
    ),
    "ja": Pointing(
        "(?:この|該当の|当該)N",
        "(?:(?:ご?指定|リクエスト|アクセス)(?:され(?:た|ました)|の|いただいた)|お探しの)N",
    ),
    "ko": Pointing("(?:이|해당) N", "(?:요청하신|찾으시는|찾고 계신|선택하신|지정된) N"),
}
SPACED_NOUN: Final = r"(?:[^\W\d_]{2,25}\s+)?[^\W\d_]{2,25}"
DENSE_NOUN: Final = r"[^\W\d_]{1,8}?"
