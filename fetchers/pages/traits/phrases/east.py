"""How sites say "not found" and "deleted" in the languages of northern and eastern Europe. Data."""

from __future__ import annotations

from typing import Final

from fetchers.pages.traits.phrases.phrase_set import PhraseSet

LANGUAGES: Final = (
    PhraseSet(
        code="pl",
        things=(
            r"stron[aęy]|artykuł[u]?|plik[u]?|dokument[u]?|treś(?:ć|ci)|wpis[u]?|film[u]?|adres[u]?|url|link[u]?|"
            r"zas[oó]b|zasobu|podstron[aęy]|ogłoszeni[ea]|produktu?"
        ),
        gone=(
            r"(?:już )?nie (?:została?o? |zostały |może być |mogła zostać |jest |udało się )?(?:znalezion[aoey]|"
            r"odnalezion[aoey]|istnieje|dostępn[aey]|znaleźć)|nie odnaleziono|nie znaleziono|(?:już )?nie ma|"
            r"zaginęła|wygasł[ao]?"
        ),
        deleted=r"(?:została?o?|zostały|był[ao]?) (?:usunięt[aey]|skasowan[aey])|usunięt[ayo]",
        lost=(
            r"nie (?:znaleziono|odnaleziono|można (?:znaleźć|odnaleźć)|mogliśmy znaleźć|możemy znaleźć|"
            r"udało się (?:znaleźć|odnaleźć)|ma)(?: takiej| tej)?|brak"
        ),
        glue=(
            r"wybran[aye]|szukan[aye]|przepraszamy|niestety|ups|ojej|o nie|błąd|ta|ten|to|tej|takiej|której|"
            r"szukasz|szukana|szukanej|"
            r"żądan[aey]|podan[aey]|podanej|na|tym|serwerze|strona"
        ),
    ),
    PhraseSet(
        code="ru",
        things=(
            r"страниц[аыу]?|стать[яиюе]|файл|документ|материал|запис[ьи]|видео|контент|пост|сайт|адрес|url|ссылка|"
            r"ресурс|публикаци[яи]|новость|"
            r"товар|объявление|тема|пользовател[ья]|профиль|проект|раздел|объект"
        ),
        gone=(
            r"(?:уже |больше |была |был |было )?не (?:найден[аоы]?|обнаружен[аоы]?|существует|доступ[\w]*|"
            r"удалось найти|находится)|не существует|"
            r"недоступ[\w]*|отсутству[\w]*|потерял[\w]*|пропал[аои]?|исчезл[аои]|(?:больше )?нет(?: на сайте)?"
        ),
        deleted=(
            r"(?:был[аои]? |уже |возможно,? )*(?:удал[её]н[аоы]?|снят[аоы]? с публикации|"
            r"перемещена или удалена)(?: \w+)?"
        ),
        lost=(
            r"(?:мы )?не (?:можем найти|смогли найти|удалось найти|нашли|найдена|найден[аоы]?)|нет так(?:ой|ого)|"
            r"такой|несуществующая"
        ),
        glue=(
            r"извините|простите|к|сожалению|увы|ой|упс|ошибка|эта|этой|этот|такой|такая|такого|данная|"
            r"запрашиваем[\w]*|запрошенн[\w]*|которую|"
            r"вы|ищете|искали|ищите|по|этому|адресу|на|сервере|нашем|сайте|была|был|или|возможно|что|у|нас|нет|"
            r"указанн[\w]*"
        ),
    ),
    PhraseSet(
        code="uk",
        things=r"сторінк[аиу]|статт[яю]|файл|документ|матеріал|запис|відео|контент|сайт|ресурс|публікаці[яю]",
        gone=r"не (?:знайден[оаий]*|існує|вдалося знайти|доступн[аий]*)|відсутн[ійя]*|недоступн[аий]*|"
        r"більше не існує",
        deleted=r"(?:було |була )?видален[оаий]*",
        lost=r"не (?:знайдено|вдалося знайти|можемо знайти)|немає такої",
        glue=r"вибачте|на жаль|ой|упс|помилка|ця|цю|цієї|запитан[аиу]|яку|ви|шукаєте|за|цією|адресою|запитувану",
    ),
    PhraseSet(
        code="cs-sk",
        things=r"stránk[ayu]|článok|článek|soubor|súbor|dokument|obsah|video|adresa|odkaz",
        gone=(
            r"(?:nebyla|nebol[ao]?|nebyl|sa|se)? ?(?:nenalezen[ay]?|nalezen[ay]?|nájden[áaýé]|neexistuj[eí]|nenašla|"
            r"nenašiel|nenájden[áý]|není (?:k dispozici|dostupná)|nie je (?:k dispozícii|dostupná)|nelze najít|"
            r"chybí|jsme nenašli|sme nenašli|nenašli jsme)"
        ),
        deleted=r"(?:byla?|bola?) (?:smazán[ao]?|odstraněn[ao]?|odstránen[áý]|zmazan[áý])",
        lost=r"nelze najít|nepodařilo se najít|nepodarilo sa nájsť|nemůžeme najít",
        glue=(
            r"omlouváme|ospravedlňujeme|se|sa|bohužel|bohužiaľ|ups|jejda|chyba|tato|tuto|táto|túto|"
            r"požadovan[áa]|hledan[áa]|"
            r"hľadan[áa]|na|serveru|kterou|hledáte|ktorú|hľadáte"
        ),
    ),
    PhraseSet(
        code="nordic",
        things=(
            # RE2's filter finds no literals in "sida|sidan|sivua?", and then lets every text pass.
            r"siden|den(?:ne)? side|sida|sidan|artikkelen|artikeln|artiklen|filen|sivua?|dokumentet|innholdet|"
            r"innehållet|indholdet|tiedostoa?|videoen|videon|artikkelia|sisältöä"
        ),
        gone=(
            r"(?:kunne|kan|kunde|ble|blev|er|är)? ?(?:ikke|inte|ej) ?(?:bli |blive |blev |längre )?(?:funnet|finnes|"
            r"hittas|hittades|fundet|findes|finns(?: längre)?|tilgjengelig|tillgänglig|tilgængelig|eksisterer|"
            r"existerar)|"
            r"(?:hittades|finns|finnes|findes|eksisterer|existerar) (?:dessverre |tyvärr |desværre )?(?:ikke|inte|"
            r"ej)(?: lenger| længere| längre| mer)?|saknas|mangler|ei (?:löydy|löytynyt|ole(?: olemassa)?|"
            r"voitu löytää)|puuttuu|är borta"
        ),
        deleted=(
            r"(?:er|är|har|ble|blev|on)(?: blitt| blevet)? ?(?:slettet|fjernet|raderats|tagits bort|"
            r"borttagen|poistettu)"
        ),
        lost=(
            r"(?:vi )?(?:fant|finner|fandt|hittade|hittar|kan|kunde)(?: desværre| dessverre| tyvärr)? (?:ikke|"
            r"inte)(?: hitta| finde| finne)?|ei löytynyt"
        ),
        glue=(
            r"här|her|letar|beklager|tyvärr|desværre|dessverre|valitettavasti|oops|ups|hoppsan|fel|feil|fejl|"
            r"virhe|den|denne|denna|"
            r"som|du|leter|leder|söker|söker|efter|etter|efterfrågade|"
            r"etsimääsi|etsimäsi|pyytämääsi|hakemaasi|tätä|på|serveren|ikke|inte|forespurte|ønskede|begärda|vi|kunde|"
            r"kunne"
        ),
    ),
    PhraseSet(
        code="hu",
        things=r"(?:az? )?oldal|cikk|fájl|dokumentum|tartalom|lap|bejegyzés",
        gone=r"nem (?:található|létezik|elérhető|érhető el|találtuk)|megszűnt|hiányzik",
        deleted=r"(?:törölve|törölték|eltávolították|törlésre került)",
        lost=r"nem (?:található|találjuk|találtuk|találjuk)(?: az?)?",
        glue=r"sajnáljuk|sajnos|elnézést|hoppá|ajaj|hiba|az?|ez|keresett|kért|megadott|ezen|szerveren|a",
    ),
    PhraseSet(
        code="ro",
        things=r"pagin[aă]|articolul|documentul|fișierul|conținutul|site-ul|resursa",
        gone=(
            r"nu (?:a fost (?:găsit[ăa]?|gasit[ăa]?)|există|exista|este disponibil[ăa]?|poate fi găsit[ăa]?)|"
            r"negăsită|inexistentă|lipsește"
        ),
        deleted=r"a fost (?:ștears[ăa]|șters|eliminat[ăa]?)",
        lost=r"nu (?:am găsit|am gasit|putem găsi|s-a găsit|găsim)",
        glue=(
            r"ne pare rău|scuze|ups|hopa|eroare|din|păcate|această|acest|pe|care|o|cauți|căutați|căutată|solicitată|"
            r"accesată|serverul|nu"
        ),
    ),
    PhraseSet(
        code="el",
        things=r"η? ?σελίδα|το? ?(?:αρχείο|άρθρο|περιεχόμενο|έγγραφο)|ιστοσελίδα",
        gone=r"(?:που [\w ]{1,25})?δε(?:ν)? (?:βρέθηκε|υπάρχει(?: πια)?|είναι διαθέσιμη?|μπορεί να βρεθεί)",
        deleted=r"(?:έχει )?(?:διαγραφεί|αφαιρεθεί|διαγράφηκε)",
        lost=r"δε(?:ν)? (?:βρέθηκε|μπορέσαμε να βρούμε|βρήκαμε)",
        glue=r"λυπούμαστε|συγγνώμη|ωχ|ουπς|σφάλμα|η|η|αυτή|που|ζητήσατε|ψάχνετε|αναζητάτε|αναζητήσατε|το|τη|την|"
        r"δυστυχώς",
    ),
    PhraseSet(
        code="south-slavic",
        things=r"stranic[aeu]|stran|страница(?:та)?|страниц[аеу]|članak|datoteka|fajl|sadržaj|чланак|съдържанието|"
        r"статията",
        gone=(
            r"nij[ei] (?:pronađen[ao]?|nađen[ao]?|dostupn[ao]?)|ne postoji|ni (?:bila )?(?:najden[ao]?|"
            r"bilo mogoče najti)|ne obstaja|"
            r"није (?:пронађен[ао]?|нађен[ао]?)|не постоји|не (?:е|беше|бе) (?:намерен[аo]?|открит[а]?)|"
            r"не съществува|липсва"
        ),
        deleted=r"(?:je|била) (?:obrisan[ao]?|uklonjen[ao]?|izbrisan[ao]?)|обрисан[ао]?|изтрит[а]?",
        lost=r"ne možemo (?:pronaći|naći)|ne najdemo|не можем да намерим",
        glue=(
            r"žao|nam|je|oprostite|žal|ups|greška|napaka|грешка|tražen[au]|iskana|zahtevana|тражена|търсената|"
            r"исканата|koju|tražite|ki|jo|iščete|која|која|съжаляваме|за съжаление|извинете"
        ),
    ),
    PhraseSet(
        code="baltic",
        things=r"lehte|lehekülge|lapa|puslapi[so]|faili|fails|sisu|saturs|turinys|straipsni[so]",
        gone=(
            r"ei (?:leitud|leidu|ole olemas|eksisteeri)|nav (?:atrasta?|pieejama?)|neeksistē|ne(?:rasta?s?|"
            r"egzistuoja|randamas)"
        ),
        deleted=r"on kustutatud|ir dzēsta?|(?:buvo )?ištrintas|pašalintas",
        lost=r"ei leitud|nevar atrast|nepavyko rasti",
        glue=(
            r"vabandame|kahjuks|viga|otsitud|seda|diemžēl|atvainojiet|kļūda|šī|meklētā|pieprasītā|atsiprašome|deja|"
            r"klaida|ieškomas|šis|jūsų|prašomas"
        ),
    ),
)
