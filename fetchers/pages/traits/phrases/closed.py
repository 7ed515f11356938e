"""Further things that are reported as not found: groups, rooms, invitations, jobs, apps, shared files. Data.

They count only in a title, a heading or a sentence of their own: running text mentions jobs and rooms for other
reasons. Each language gives the things, and what is said of them beside "not found" and "deleted".
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Closing(NamedTuple):
    """Things of one language, and how they end."""

    things: str
    over: str
    before: str = ""
    """Words before the thing: "invalid thread"."""


CLOSINGS: Final[dict[str, Closing]] = {
    "en": Closing(
        things=r"groups?|rooms?|invit(?:e|ation)s?(?: links?)?|servers?|communit(?:y|ies)|teams?|meetings?|chats?|"
        r"apps?|applications?|plug-?ins?|extensions?|add-?ons?|themes?|snippets?|pastes?|gists?|wikis?|threads?|"
        r"jobs?(?: (?:posting|listing|ad|offer|opening))?|positions?|vacanc(?:y|ies)|role|opening|surveys?|"
        r"downloads?|"
        r"folders?|shares?|(?:shared?|share|download|invite) links?|tickets?|issues?|tags?|categor(?:y|ies)|"
        r"workspaces?|"
        r"organi[sz]ations?|certificates?|webinars?|streams?|episodes?|songs?|tracks?|text in this page|"
        r"objects?|keys?|"
        r"services?|requested (?:url|resource|path)|forums?|polls?|campaigns?|petitions?|auctions?|ads?|"
        r"advert(?:isement)?s?",
        over=r"(?:is |was |are |has |have |may be |appears to be |"
        r"seems to be )?(?:been )?(?:now )?(?:invalid(?: or (?:has )?"
        r"(?:expired|deleted|been \w+))?|expired|closed|(?:permanently )?ended|filled|inactive|deactivated|"
        r"disabled|revoked|"
        r"taken offline|withdrawn|cancel(?:l)?ed|ceased to exist)|no longer (?:open|accepting \w+|valid|"
        r"accessible|hosted|"
        r"supported|offered|active|exists?|here|available)|has shut down|is (?:not|n't) valid|isn't (?:valid|"
        r"a valid)",
        before=r"invalid(?: or (?:deleted|expired|removed))?|unknown|expired|deleted|no such|there is currently no|"
        r"unable to (?:load|open|access|join)",
    ),
    "zh": Closing(
        things=r"记录|記錄|数据|資料|产品|產品|栏目|资源|博文|博客|职位|职缺|職缺|岗位|招聘|群组?|群聊|群|房间|房間|会议|會議|邀请(?:链接|码)?|邀請|应用|應用|"
        r"插件|版块|版塊|词条|詞條|条目|條目|店铺|店舖|宝贝|直播间?|歌单|歌曲|专辑|套件|软件包|安装包|模型|数据集|分享(?:链接|的文件)?|"
        r"外链|提取码|代码片段|主页|空间|空間|频道|頻道|标签|收藏夹|投票|问卷|拼团|订单|题目|节目|音频|对象|页面上|服务|活动页|小程序|报名",
        over=r"(?:已经|已經|已|现已|目前已|可能)*(?:被)?(?:停止招聘|结束招聘|招满|关闭|關閉|结束|結束|解散|取消分享了?|取消了?分享|"
        r"取消|到期|停用|封停|冻结|撤销|作废|停止(?:服务|运营|访问)|下架|失效了?|过期了?|過期了?)|无效|無效|不可用|无法加入|无法打开|"
        r"不能访问|无人认领",
        before=r"无效的?|無效的?|错误的?|失效的?|过期的?|已取消的?|没有这个|查无此",
    ),
    "ja": Closing(
        things=r"求人(?:情報)?|募集|グループ|ルーム|招待(?:リンク|コード)?|会議|ミーティング|アプリ|パッケージ|スレ(?:ッド)?|"
        r"トピ(?:ック)?|ノート|プロジェクト|チャンネル|アカウント|プレイリスト|イベント|アンケート|フォーム|オブジェクト|"
        r"ダウンロード(?:リンク)?|共有(?:リンク|ファイル)?|作品|コミュニティ|掲示板|お知らせ|サービス|番組|配信",
        over=r"(?:が|は|を|も|、)?(?:既に|すでに|現在)?(?:終了(?:いた)?(?:しました|しております|しています)|締め切(?:り|られ)(?:ました)?|"
        r"無効(?:です|になりました|になっています)|(?:の)?(?:有効)?期限が?切れ(?:ました|ています|です)?|受付(?:を|は)?終了(?:しました)?|"
        r"閉鎖(?:され|し)(?:ました|ています)|(?:利用|使用)できません|取り消され(?:ました|ています))",
        before=r"無効な|存在しない|期限切れの|終了した",
    ),
    "ko": Closing(
        things=r"채용 ?(?:공고|정보)?|공고|모집|그룹|방|초대(?: ?링크)?|회의|앱|어플|패키지|채널|카페|계정|프로젝트|"
        r"댓글|이벤트|"
        r"설문(?:조사)?|공유(?: ?(?:링크|파일))?|커뮤니티|게시판|서비스|방송|강의|스페이스|노트|작품",
        over=r"(?:를|을|가|이|는|은)? ?(?:이미 |더 ?이상 )?(?:마감\w*|종료\w*|만료\w*|유효하지 ?않\w*|폐쇄\w*|"
        r"취소\w*|해체\w*|중단\w*|"
        r"접근할 ?수 ?없\w*|사용할 ?수 ?없\w*)",
        before=r"유효하지 ?않은|만료된|종료된|잘못된|존재하지 ?않는",
    ),
    "de": Closing(
        things=r"gruppen?|r[aä]um|einladung(?:slink)?|stellen?(?:anzeige|angebot)?|jobs?|pakete?|apps?|"
        r"anwendung|besprechung|"
        r"meetings?|kanal|kan[aä]le|konto|umfrage|veranstaltung|freigabe|forum|ordner|bild|nachricht|frage|kurs|"
        r"erweiterung|"
        r"dienst|einladungscode|freigabelink|thread",
        over=r"(?:ist |wurde |sind )?(?:leider |bereits |inzwischen |nicht mehr )*(?:abgelaufen|ungültig|"
        r"beendet|geschlossen|"
        r"besetzt|vergeben|eingestellt|aufgelöst|gültig|deaktiviert|offline|nicht (?:mehr )?gültig|aktiv)",
        before=r"ungültige[rnms]?|abgelaufene[rnms]?|unbekannte[rnms]?|kein[e]?",
    ),
    "fr": Closing(
        things=r"groupes?|salons?|invitations?|offres?(?: d'emploi)?|emploi|poste|paquets?|applications?|"
        r"réunions?|comptes?|"
        r"chaînes?|sondages?|évén?è?ements?|partages?|dossiers?|forums?|objets?|messages?|questions?|cours|"
        r"extension|service|"
        r"lien d'invitation|discussion",
        over=r"(?:a |est |sont |n'est plus |n'est pas )?(?:désormais |maintenant |déjà |"
        r"malheureusement )*(?:expirée?s?|"
        r"invalides?|fermée?s?|clos?e?s?|pourvue?s?|terminée?s?|annulée?s?|désactivée?s?|valides?|ouvertes?|"
        r"actives?)",
        before=r"invalide|inconnue?",
    ),
    "es": Closing(
        things=r"grupos?|salas?|invitaci[oó]n(?:es)?|ofertas?(?: de (?:empleo|trabajo))?|vacantes?|empleo|"
        r"puesto|paquetes?|"
        r"aplicaci[oó]n(?:es)?|app|reuni[oó]n|cuenta|canal|encuesta|evento|carpeta|foro|objeto|mensaje|pregunta|"
        r"curso|hilo|"
        r"servicio|comunidad|descarga|anuncio",
        over=r"(?:ha |está |es |fue |ya no está |ya no es |no es )?(?:ya )?(?:expirad[oa]|caducad[oa]|"
        r"finalizad[oa]|cerrad[oa]|"
        r"cancelad[oa]|inválid[oa]|válid[oa]|activ[oa]|abiert[oa]|cubiert[oa]|vencid[oa]|desactivad[oa])|"
        r"ha (?:expirado|"
        r"caducado|finalizado|vencido|cerrado|terminado)",
        before=r"inválid[oa]|desconocid[oa]",
    ),
    "pt": Closing(
        things=r"grupos?|salas?|convites?|vagas?|emprego|pacotes?|aplicativos?|app|reuni(?:ão|ões)|contas?|"
        r"cana(?:l|is)|"
        r"enquete|evento|pasta|f[oó]rum|objeto|mensagem|pergunta|curso|tópico|serviço|comunidade|anúncio|oferta|"
        r"download",
        over=r"(?:foi |está |é |não é mais |não está mais |já foi |já não está )?(?:expirad[oa]|encerrad[oa]|"
        r"fechad[oa]|"
        r"cancelad[oa]|inválid[oa]|válid[oa]|ativ[oa]|abert[oa]|preenchid[oa]|finalizad[oa]|desativad[oa])|"
        r"expirou|encerrou|"
        r"terminou",
        before=r"inválid[oa]|desconhecid[oa]",
    ),
    "it": Closing(
        things=r"gruppo|stanza|invito|offerta|lavoro|pacchetto|app|applicazione|riunione|account|canale|"
        r"sondaggio|evento|"
        r"cartella|forum|oggetto|messaggio|domanda|corso|discussione|servizio|annuncio",
        over=r"(?:è |ha |non è più )?(?:scadut[oa]|chius[oa]|terminat[oa]|annullat[oa]|non valid[oa]|valid[oa]|"
        r"attiv[oa])",
        before=r"sconosciut[oa]",
    ),
    "ru": Closing(
        things=r"групп[аыу]?|комнат[аыу]?|чат|приглашени[ея]|ваканси[яию]|пакет|приложени[ея]|встреч[аи]|"
        r"конференци[яи]|канал|"
        r"аккаунт|опрос|событие|папк[аи]|форум|сообщени[ея]|вопрос|курс|сообщество|сервис|раздача|паста",
        over=r"(?:уже |больше )?(?:закрыт[аоы]?|истек(?:ла|ло)?|ист[её]к|завершен[аоы]?|завершён|"
        r"недействител\w*|не действ\w+|"
        r"отменен[аоы]?|заблокирован[аоы]?|неактив\w+|в архиве|просрочен[аоы]?)",
        before=r"недействительн\w+|неверн\w+|неизвестн\w+",
    ),
    "nl": Closing(
        things=r"groep|ruimte|uitnodiging|vacature|baan|pakket|app|vergadering|account|kanaal|map|object|dienst|"
        r"evenement",
        over=r"(?:is |werd |zijn )?(?:verlopen|gesloten|ongeldig|vervuld|beëindigd|niet meer (?:geldig|open|actief))",
    ),
    "pl": Closing(
        things=r"grup[ay]|pokój|zaproszenie|ofert[ay](?: pracy)?|pakiet|aplikacj[ai]|spotkanie|konto|kanał|"
        r"ankieta|obiekt\w*|usług[ai]",
        over=r"(?:jest |został[ao]? )?(?:zamknięt[aeoy]|wygasł[aoy]?|nieważn[aey]|nieaktywn[aey]|zakończon[aey]|"
        r"nieaktualn[aey])",
    ),
    "tr": Closing(
        things=r"grup|oda|davet|ilanı?|paket|uygulama|toplantı|hesap|kanal|etkinlik|nesne|hizmet|anket",
        over=r"(?:sona er\w*|süresi dol\w*|geçersiz\w*|kapan\w*|kapatıl\w*|iptal \w+)",
        before=r"geçersiz",
    ),
    "vi": Closing(
        things=r"nhóm|phòng|lời mời|việc làm|tin tuyển dụng|ứng dụng|cuộc họp|kênh|tài khoản|sự kiện|dịch vụ|chủ đề",
        over=r"(?:này )?(?:đã )?(?:hết hạn|đóng|kết thúc|bị hủy|không hợp lệ|ngừng hoạt động)",
    ),
    "id": Closing(
        things=r"grup|ruang|undangan|lowongan(?: kerja)?|paket|aplikasi|rapat|akun|kanal|acara|layanan|topik",
        over=r"(?:ini )?(?:telah |sudah )?(?:kedaluwarsa|ditutup|berakhir|tidak valid|tidak aktif)",
    ),
}
