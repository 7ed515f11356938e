"""How sites say "not found" and "deleted" in the languages of western Europe and Latin America. Data."""

from __future__ import annotations

from typing import Final

from fetchers.pages.traits.phrases.phrase_set import PhraseSet

LANGUAGES: Final = (
    PhraseSet(
        code="de",
        things=(
            r"(?:web)?seiten?|website|artikel|datei(?:en)?|dokumente?|inhalte?|beitr(?:ag|äge)|video|adresse|"
            r"url|link|"
            r"ressource|objekt|eintrag|thema|produkt|angebot|profil|nutzer|benutzer|projekt"
        ),
        gone=(
            r"(?:(?:wurde|konnte|kann|ist|existiert|gibt es)(?: leider| hier| auf [\w ]{1,20})? )?"
            r"(?:nicht|nicht mehr|leider nicht)(?: mehr)? (?:gefunden(?: werden)?|finden|verfügbar|"
            r"vorhanden|auffindbar|"
            r"existent|erreichbar|da)|"
            r"(?:existiert|gibt es)(?: leider| hier)? nicht(?: mehr)?|ist (?:leider )?(?:verschwunden|weg|abgelaufen|"
            r"unauffindbar)|fehlt|unauffindbar"
        ),
        deleted=(
            r"(?:wurde|ist|wurde leider)(?: \w+)? (?:gelöscht|entfernt|depubliziert|"
            r"verschoben oder gelöscht)(?: worden)?|gelöscht"
        ),
        lost=(
            r"(?:wir )?(?:können|konnten|haben)(?: leider)?(?: die| den| das| diese)?|keine|nicht gefundene|fehlende|"
            r"verlorene"
        ),
        glue=(
            r"leider|entschuldigung|ups|hoppla|huch|oh nein|fehler|die|der|das|den|diese[rsnm]?|gesuchte[nrs]?|"
            r"angeforderte[nrs]?|"
            r"gewünschte[nrs]?|aufgerufene[nrs]?|angegebene[nrs]?|sie|du|suchen|suchst|ihre|deine|es|gibt|wurde|"
            r"konnte|kann|"
            r"werden|ist|nicht|mehr|auf|diesem|unserem|server|hier|haben|ist"
        ),
    ),
    PhraseSet(
        code="fr",
        things=(
            r"pages?|articles?|documents?|fichiers?|contenus?|vidéos?|ressources?|site|adresse|url|lien|publication|"
            r"produit|"
            r"annonce|sujet|profil|billet|utilisateur|projet"
        ),
        gone=(
            r"(?:(?:est|reste|semble|demeure) )?(?:introuvables?|inexistante?s?|manquante?s?|indisponibles?|"
            r"expirée?s?)|non (?:trouvée?s?|disponibles?)|pas (?:été )?trouvée?s?|"
            r"n'(?:existe|existent)(?: \w+)?(?: pas| plus)|n'est (?:pas|plus)(?: \w+)? (?:disponible|trouvée?|"
            r"accessible|en ligne|ici)|"
            r"n'a (?:pas|plus|pu)(?: pu)?(?: été| être)(?: \w+)? trouvée?|ne (?:peut|peuvent|"
            r"semble)(?: \w+)?(?: pas)? (?:être trouvée?|exister)|a disparu"
        ),
        deleted=(
            r"(?:a|ont|vient d'|aurait) (?:été|être|peut-être été)(?: \w+)? (?:supprimée?s?|effacée?s?|retirée?s?|"
            r"déplacée? ou supprimée?)|supprimée?s?|retirée?s?"
        ),
        lost=(
            r"(?:nous )?(?:ne|n')(?: ?\w+){1,3} (?:pas|plus|pu)(?: \w+)? (?:trouver|trouvé|retrouver)|aucune?|"
            r"impossible de (?:re)?trouver|il n'y a (?:pas|rien)"
        ),
        glue=(
            r"désolée?s?|oups|oops|aïe|zut|mince|erreur|la|le|les|l'|cette|ce|cet|que|vous|nous|demandée?s?|"
            r"recherchée?s?|recherchez|"
            r"cherchez|souhaitée?|sur|notre|ce|serveur|malheureusement|à|cette|est|n'|a|pas|été|avez|de|d'|page|plus|"
            r"mais"
        ),
    ),
    PhraseSet(
        code="es",
        things=(
            r"páginas?|paginas?|artículos?|articulos?|documentos?|archivos?|ficheros?|contenidos?|v[ií]deos?|"
            r"recursos?|publicaci[oó]n|"
            r"sitio|url|enlace|entrada|producto|noticia|tema|perfil|usuario|proyecto|dirección"
        ),
        gone=(
            r"(?:no|ya no|que buscas? no|no se ha|no se|no ha sido|no fue|no ha podido ser|no pudo ser|no se pudo|"
            r"no puede ser|no hemos)"
            r"(?: se| ha| sido| pudo)*(?: \w+)? ?(?:encontrad[oa]s?|encontró|encontrarse|encontrar|encuentra|"
            r"existen?|está(?: \w+)? disponible|disponible|localizad[oa]|hallad[oa]|aparece)|"
            r"inexistentes?|ha desaparecido|ha caducado|perdid[oa]"
        ),
        deleted=(
            r"(?:ha sido|fue|ha|se ha|fueron|han sido)(?: \w+)? (?:eliminad[oa]s?|borrad[oa]s?|retirad[oa]s?|"
            r"suprimid[oa]s?|movid[oa] o eliminad[oa])|eliminad[oa]"
        ),
        lost=(
            r"no (?:se |le |lo )?(?:ha |han |hemos |pudimos |podemos |pudo |puede )?(?:podido |sido posible |"
            r"logrado )?(?:encontrad[oa]|encontrar|encontró|"
            r"encuentra|encontramos|existe|hay)|ning[uú]na?"
        ),
        glue=(
            r"lo|siento|sentimos|lamentamos|perd[oó]n|disculpa|disculpe|vaya|ups|uy|oops|error|la|el|los|las|esta|"
            r"este|esa|ese|que|buscas?|"
            r"está|estás|buscando|busca|solicitad[oa]|requerid[oa]|en|este|nuestro|servidor|usted|ha|has|se|de|pero|"
            r"aquí|intenta|acceder|a"
        ),
    ),
    PhraseSet(
        code="pt",
        things=(
            r"páginas?|paginas?|artigos?|documentos?|arquivos?|ficheiros?|conteúdos?|conteudos?|v[ií]deos?|recursos?|"
            r"publicaç(?:ão|ões)|"
            r"site|url|link|postagem|post|produto|notícia|perfil|usuário|utilizador|projeto|endereço"
        ),
        gone=(
            r"(?:não|nao|já não|não foi|não pôde ser|não pode ser|não foi possível)(?: ser| mais| foi| pode| pôde|"
            r" está)*(?: \w+)? ?"
            r"(?:encontrad[oa]s?|encontrar|existe(?:m)?(?: mais)?|localizad[oa]|dispon[ií]ve(?:l|is))|inexistentes?|"
            r"indispon[ií]vel|sumiu|expirou|perdida"
        ),
        deleted=(
            r"(?:foi|foram|pode ter sido)(?: \w+)? (?:removid[oa]s?|exclu[ií]d[oa]s?|apagad[oa]s?|deletad[oa]s?|"
            r"eliminad[oa]s?)|removid[oa]|excluíd[oa]"
        ),
        lost=(
            r"não (?:foi possível |conseguimos |encontramos |pudemos |há )?(?:encontrar|localizar|encontramos|"
            r"achamos)?|nenhuma?"
        ),
        glue=(
            r"desculpe|desculpa|lamentamos|ops|opa|oops|ah não|erro|a|o|as|os|esta|este|essa|esse|que|você|procura|"
            r"procurou|está|"
            r"procurando|solicitad[oa]|requisitad[oa]|buscad[oa]|no|neste|servidor|nosso|em|de|infelizmente|mas|"
            r"tentando|acessar|pela|pelo|por"
        ),
    ),
    PhraseSet(
        code="it",
        things=(
            r"pagin[ae]|articol[oi]|document[oi]|file|contenut[oi]|video|risors[ae]|sito|url|link|post|prodotto|"
            r"indirizzo|notizia|profilo|utente"
        ),
        gone=(
            r"(?:non|non più)(?: è| sono| è stat[oa]| può essere| esiste| risulta|"
            r" stat[oa])*(?: più)? ?(?:trovat[oaie]|disponibil[ei]|esiste(?: più)?|esistente|presente|reperibile)|"
            r"(?:non|non più)(?: è)? (?:esiste|trovat[ao])|inesistente|introvabile|scadut[oa]|è sparit[oa]"
        ),
        deleted=(
            r"(?:è|sono|è stat[oa]|sono stat[ie]|potrebbe essere)(?: stat[oaie])? (?:rimoss[oaie]|eliminat[oaie]|"
            r"cancellat[oaie]|spostata o eliminata)|rimoss[oa]|eliminat[oa]"
        ),
        lost=(
            r"(?:non|impossibile)(?: (?:abbiamo|riusciamo a|è stato possibile|è possibile|"
            r"siamo riusciti a))? (?:trovat[oa]|trovare)|nessuna?"
        ),
        glue=(
            r"spiacenti|ci|dispiace|siamo|scusa|scusate|ops|oops|ahi|errore|la|il|lo|l'|questa|questo|che|stai|"
            r"cerchi|cercando|cercat[oa]|cercavi|"
            r"richiest[oa]|desiderata|su|questo|server|nostro|purtroppo|hai|a|di|è|ma|non"
        ),
    ),
    PhraseSet(
        code="nl",
        things=(
            r"pagina(?:'s)?|artikel(?:en)?|document(?:en)?|bestand(?:en)?|inhoud|bericht|video|site|website|url|link|"
            r"product|adres|gebruiker"
        ),
        gone=(
            r"(?:(?:is|kon|kan|werd|kunnen|konden)(?: helaas)? )?niet(?: meer)?(?: \w+)? ?(?:gevonden(?: worden)?|"
            r"worden gevonden|beschikbaar|bestaat|vindbaar|aanwezig)|"
            r"bestaat (?:helaas )?niet(?: meer)?|is verdwenen|ontbreekt|onvindbaar"
        ),
        deleted=r"(?:is|werd|zijn)(?: \w+)? (?:verwijderd|gewist|verplaatst of verwijderd)|verwijderd",
        lost=r"(?:we |wij )?(?:kunnen|konden|hebben)(?: helaas)?|geen|niet gevonden",
        glue=(
            r"sorry|helaas|oeps|oei|fout|foutmelding|de|het|deze|dit|die|u|je|jij|zoekt|zocht|opgevraagde|gevraagde|"
            r"gezochte|is|kon|niet|op|"
            r"onze|server|naar|op zoek|bent|ben|wij|er|meer|worden|gevonden|pagina"
        ),
    ),
    PhraseSet(
        code="catalan-basque-galician",
        things=r"pàgina|p[áà]xina|orria?|orrialdea|document|fitxer|article|contingut|contido|edukia",
        gone=(
            r"no (?:s'ha |ha estat |existeix|està )?(?:trobat|trobada|existeix|disponible)|"
            r"non (?:foi )?(?:atopad[ao]|existe|encontrad[ao])|ez da (?:aurkitu|existitzen|aurkitzen)"
        ),
        deleted=r"(?:ha estat|foi) (?:eliminad[ao]|esborra(?:t|da))|ezabatu da",
        lost=r"no (?:s'ha trobat|hem trobat|es troba)|non se (?:atopou|encontrou)",
        glue=(
            r"ho|sentim|ho sentim|vaja|ui|sentímolo|barkatu|errorea?|erro|la|que|busques|cerqueu|cerques|cercada|"
            r"sol·licitada|aquesta|a|esta|buscas|l'|el"
        ),
    ),
)
