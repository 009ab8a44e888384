"""What is a line of clutter: the words of navigation, sharing, cookies, comments, captions, as tables.

A phrase is compared with a whole line, folded and without the punctuation around it; ``OPENINGS`` with the
beginning of a line that is short. ``ENDS`` are lines after which hardly ever comes more of the article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from generator.extract.notices import is_notice
from generator.model import Block
from generator.text import fold

PHRASES: Mapping[str, str] = {
    "navigation": """
        accessibility links | skip to main content | skip to content | skip to navigation | skip to search
        jump to | main content | main menu | menu | search | home | homepage | top stories | latest news
        breaking news | news | live | live tv | watch live | on air | listen live | sections
        all sections | languages | follow us | site map | sitemap | back to top | go to top | to top
        top of page | previous | next | previous article | next article | back | close | open menu
        close menu | sign in | log in | login | register | subscribe | sign up | subscribe now
        my account | zum inhalt springen | direkt zum inhalt | zur navigation | startseite | menü | suche
        anmelden | abonnieren | abo | nach oben | zurück | weiter | accueil | rechercher | recherche
        aller au contenu | se connecter | s'abonner | s’abonner | retour | inicio | buscar | menú
        iniciar sesión | suscríbete | suscribirse | volver | início | entrar | assine | cerca | accedi
        abbonati | inloggen | zoeken | meny | logga in | sök | log ind | søg | logg inn | søk | etusivu
        haku | kirjaudu | strona główna | szukaj | zaloguj | главная | поиск | войти | меню | ana sayfa
        beranda | masuk | cari | ホーム | メニュー | ログイン | 検索 | 메뉴 | 검색 | 로그인 | 首页 | 搜索
        登录""",
    "sharing": """
        embed share | share | share this | share this article | share this story | share this page | share on facebook
        share on twitter | share on x | share on linkedin | share via email | share by email | facebook
        twitter | x | linkedin | whatsapp | telegram | reddit | pinterest | instagram | youtube
        messenger | flipboard | email | e-mail | mail | print | print this | print page | copy link
        copy url | link copied | copied | save | save article | save for later | bookmark | tweet | like
        pin it | post | more sharing options | email this article | print this article | gift
        gift article | gift this article | share full article | listen | listen to this article
        listen to article | listen to this story | follow | following | toggle caption | enlarge
        enlarge this image | embed | teilen | drucken | merken | artikel teilen | artikel merken
        artikel drucken | per mail versenden | link kopieren | vorlesen | artikel anhören | anhören
        jetzt in der app anhören | auf facebook teilen | zur merkliste | partager | imprimer
        partager l'article | partager sur facebook | écouter | écouter l'article | copier le lien
        enregistrer | compartir | imprimir | guardar | escuchar | copiar enlace | compartilhar
        compartilhe | ouvir | salvar | condividi | stampa | ascolta | delen | bewaar | bewaren | dela
        skriv ut | del | udskriv | jaa | tulosta | udostępnij | drukuj | поделиться | печать | paylaş
        yazdır | bagikan | 共有 | 印刷 | シェア | シェアする | 공유 | 인쇄 | 프린트 | 스크랩 | 글자크기
        分享 | 打印""",
    "size": "xs | sm | md | lg | xl | a | a a | a a a | font size | text size | schriftgröße | a+ | a- | aa",
    "media": """
        no media source currently available | embed | direct link | download | play | pause | video
        audio | photo | photos | gallery | loading | processing | advertisement | advertisements | ad
        ads | sponsored | sponsored content | promoted | paid content
        story continues below advertisement | article continues below advertisement
        continue reading below | article continues after advertisement
        this article continues after advertisement | scroll to continue | story continues | watch video
        watch | view gallery | expand | caption | hide caption | image | images | fullscreen | full screen
        anzeige | werbung | publicité | publicidad | pubblicità | annons | annonse | annonce | reklama
        реклама | reklam | iklan | 広告 | 광고 | 广告 | advertentie | werbung ausblenden | bild | bilder
        foto | fotos | video ansehen | story continues below | article continues below
        story continues after advertisement | passer la publicité | empfohlener redaktioneller inhalt
        empfohlener externer inhalt | externer inhalt | media playback is unsupported on your device
        playlist | advert | loading comments | copy to clipboard | link kopiert | copied to clipboard
        image copyright | photo illustration | skip advertisement | saltar publicidad | mute | unmute
        slideshow | image | video player | wird geladen | lädt | chargement | cargando""",
    "reading on": """
        read more | read also | also read | see also | learn more | find out more | read this next
        read next | more | show more | view more | see more | load more | click here | full story
        read full story | lest auch | lies auch | zum artikel | zur startseite | lire également | continue reading | keep reading | more info | weiterlesen | mehr lesen
        lesen sie auch | lesen sie mehr | mehr anzeigen | mehr | lire aussi | lire la suite
        en savoir plus | voir plus | à lire aussi | a lire aussi | leer más | lee también | leer también
        ver más | leia mais | leia também | veja também | leggi anche | leggi tutto | lees ook | lees meer
        lees verder | läs också | läs mer | läs även | læs også | læs mere | les også | les mer | lue myös
        lue lisää | czytaj także | czytaj więcej | zobacz też | читайте также | подробнее | devamını oku
        baca juga | selengkapnya | 続きを読む | もっと見る | 더보기 | 阅读更多""",
    "people": """
        redakteur | redakteurin | reporter | reporterin | korrespondent | korrespondentin | correspondent | journalist
        journalistin | nachrichtenagentur | autor:in | autor*in | editor | profile | profil
        by | about the author | author | staff writer | staff reporter | contributor | view author archive
        get author rss feed | von | par | por | door | av | af | autor | auteur | redaktion | autoren""",
}
"""Reason → phrases that make a whole line clutter."""

ENDS = """
    über die autor:in | über den autor | über die autorin | über die autoren | zum autor | zur autorin
    want more stories like this | enjoyed this story | like this story | loading comments | tell us what you think
    ähnliche nachrichten | ähnliche beiträge | ähnliche themen | ähnliche | wie hat ihnen dieser artikel gefallen
    à propos de l'auteur | à propos de l’auteur | sobre el autor | sobre la autora | sobre o autor | over de auteur | om forfatteren
    コメントを書く | この記事を書いた人 | 기자의 다른 기사 | leserbriefe | leserkommentare | feed for comments
    related | related articles | related stories | related content | related news | related topics
    related posts | related links | related coverage | related tags | read more about | more on this story
    more on this | more on this topic | more from | more news | more stories | more top stories
    more coverage | most read | most popular | most viewed | most recent | most shared | trending
    trending now | trending news | trending stories | popular | popular stories | popular now
    recommended | recommended for you | recommended stories | you may also like | you might also like
    you may be interested in | you might be interested in | what to read next | up next | latest
    latest stories | latest headlines | editors' picks | editor's picks | editors’ picks
    editor’s picks | don't miss | don’t miss | around the web | from the web | promoted stories
    sponsored links | comments | comment | leave a comment | leave a reply | post a comment
    join the conversation | view comments | show comments | add a comment | write a comment | discussion
    tags | topics | filed under | more in | also in | about the author | about the authors | top headlines
    top picks | stay connected | newsletter | newsletters | sign up for our newsletter | our standards
    contact us | about us | privacy policy | terms of use | terms and conditions | mehr zum thema
    mehr zu diesem thema | mehr aus | auch interessant | das könnte sie auch interessieren
    das könnte dich auch interessieren | lesen sie jetzt | meistgelesen | meistgelesene artikel
    meist gelesen | kommentare | kommentar schreiben | diskutieren sie mit | themen | schlagworte
    schlagwörter | zum thema | weitere artikel | weitere themen | weitere meldungen | weitere nachrichten
    ähnliche artikel | empfehlungen | empfohlene artikel | neueste artikel | newsletter abonnieren
    impressum | datenschutz | sur le même sujet | sur le même thème | articles liés | à la une
    les plus lus | commentaires | à lire également | vos commentaires | dans la même rubrique
    vous aimerez aussi | plus d'articles | plus d’articles | mots-clés | noticias relacionadas
    artículos relacionados | más noticias | lo más leído | comentarios | te puede interesar
    temas relacionados | más información | archivado en | etiquetas | notícias relacionadas | mais lidas
    comentários | veja mais | articoli correlati | commenti | potrebbe interessarti | i più letti
    gerelateerde artikelen | meest gelezen | reacties | meer over dit onderwerp | relaterade artiklar
    mest läst | mest lästa | kommentarer | läs mer om | mere om | mest læste | mest lest | flere saker
    luetuimmat | kommentit | lue seuraavaksi | najczęściej czytane | komentarze | powiązane artykuły
    комментарии | популярное | по теме | новости по теме | ilgili haberler | yorumlar | çok okunanlar
    berita terkait | terkait | komentar | terpopuler | 関連記事 | 関連ニュース | おすすめ記事 | コメント
    ランキング | 관련기사 | 관련 기사 | 많이 본 뉴스 | 댓글 | 인기기사 | 相关新闻 | 相关阅读 | 评论 | 热门"""

OPENINGS = """
    infographic: | [infographic | infográfico: | [infográfico | infografik: | graphic: | chart: | grafik: | gráfico: | multimedia: | sponsored:
    market data: | advertisement | publicidade | publicidad | werbung | buy this photo | more coverage | correction: | corrections: | this article was amended
    corrección: | erramos: | korrektur: | berichtigung: | rectificatif : | an earlier version of this article | privacy notice: | in pictures: | [graphic | [chart
    lesedauer | lesezeit | temps de lecture | reading time | tiempo de lectura | tempo di lettura | leestijd | lästid
    image copyright | media caption | media playback | legende: | credit... | credit… | lire aussi : | click here for
    dieses thema im programm | über dieses thema berichte | opinions expressed | read more | artikel veröffentlicht am
    like this story | follow me on | follow her on | follow him on | zur startseite
    read more: | read more about | read also: | also read: | see also: | more: | related: | watch:
    listen: | recommended: | read: | photos: | more from | more on | click here to | sign up for
    sign up to | sign up here | subscribe to | subscribe for | follow us on | follow us | like us on
    find us on | join us on | join our | follow @ | download our | download the | get the latest | get our
    share this | skip to | jump to | filed under | tags: | topics: | this website uses cookies
    this site uses cookies | we use cookies | by clicking | by continuing | by signing up | by submitting
    please enable | enable javascript | javascript is | your browser | copyright © | copyright 2 | © 1
    © 2 | ©1 | ©2 | (c) 2 | all rights reserved | image source | image caption | image credit | photo:
    photo by | photo credit | photograph: | photos by | picture: | image: | file photo | file - | credit:
    pictured: | getty images | reuters/ | ap photo | afp/ | lesen sie auch | lesen sie mehr
    mehr zum thema | auch interessant | foto: | fotos: | bild: | quelle: | bildquelle
    diese website verwendet | wir verwenden cookies | abonnieren sie | jetzt abonnieren | folgen sie uns
    newsletter | lire aussi | à lire aussi | a lire aussi | photo © | crédit photo | crédits
    abonnez-vous | inscrivez-vous | suivez-nous | lea también | lee también | lea además | foto ©
    síguenos | suscríbete | leia também | veja também | siga | leggi anche | seguici | lees ook
    läs också | läs även | läs mer: | læs også | les også | følg oss | følg os | følg med | lue myös
    czytaj także | czytaj też | zobacz też | fot. | читайте также | фото: | baca juga | foto :
    ikuti kami
    read next: | read next | also in this section: | اقرأ أيضا | اقرأ أيضًا | اقرأ المزيد | شاهد أيضا
    مواضيع ذات صلة | publicidade"""

_CREDIT = re.compile(
    r"(?:^|[\s(/|,.–—-])(?:getty images?|istock(?:photo)?|shutterstock|reuters/\S+|ap photo\S*|/\s?(?:ap|afp|epa|reuters|dpa|getty)\b|"
    r"via getty|picture[- ]alliance|imago(?: images)?|photo credit|photo courtesy|file photo|archivbild|symbolbild|symbolfoto|"
    r"(?:photo|photograph|image|picture|foto|fotos|bild|quelle|courtesy|credit|crédit|credito|fuente|fonte|kuva|фото)\s?[:©]|©)[^.!?]{0,80}[)\].]?$",
    re.IGNORECASE,
)
_CREDIT_WORDS = ("/", "getty", "stock", "oto", "picture", "imago", "bild")
"""One of these is in every credit without a colon or a sign of copyright."""
_CREDITED = ("quelle", "courtesy", "redit", "rédit", "fuente", "fonte", "kuva", "фото", "image", "©")
"""One of these, or of the above, is in every other."""
# These open a pointer to another page, unless a sentence follows.
_LABELS = re.compile(
    r"(?:timeline|profile|q&a|background|explainer|analysis|opinion|video|audio|podcast|gallery|photos?|fact ?box|at a glance|"
    r"hintergrund|porträt|analyse|kommentar|dossier|vídeo|perfil|análisis|galería|vidéo|analyse|portrait|décryptage)\s?:\s",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[a-zß-ÿ]{2}\.$")
_LEAD = re.compile(r"^[^\w©@]+")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_COUNTED_END = re.compile(
    r"(?:view |show |read |see )?(?:all )?\(?\d[\d.,]*\)?\s(?:responses?|comments?|replies|kommentare?|ergänzungen|leserkommentare|réactions?|"
    r"commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer|komentarz[ey]|комментари\w+)(?: (?:to|on|zu|sur)\b.{0,200})?|"
    r"more (?:from|stories|news|coverage|articles) .{1,40}|mehr (?:aus|von|zu|zum thema) .{1,40}"
)
_SIZES = re.compile(r"(?:(?:xs|sm|md|lg|xl|a[+-]?)\s*){2,8}")
_COUNTED_OPENINGS = frozenset("vsram")
"""Letters that _COUNTED_END can begin with."""
_COUNTER = re.compile(
    r"(?:[\d.,]+\s?[km]?\s)?(?:shares?|comments?|likes?|views?|kommentare?|commentaires?)(?:\s[\d.,]+)?|\d+ (?:min|minutes?|minuten)(?: read| lesezeit| de lecture)?|"
    r"(?:\d{1,2}:)?\d{1,2}:\d\d(?: ?/ ?(?:\d{1,2}:)?\d{1,2}:\d\d)?|\d{1,3} ?(?:of|/|von|sur|de|di|av) ?\d{1,3}|"
    r"\d+ (?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago|vor \d+ \w+|il y a \d+ \w+|hace \d+ \w+"
)
"""Counts of shares and comments, a player's times, and how long ago."""
_LONGEST = 600
"""Longer blocks are no lines of the site."""


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, str]:
    return {key: reason for reason, listed in PHRASES.items() for key in _listed(listed)}


@lru_cache(maxsize=1)
def _ends() -> frozenset[str]:
    return frozenset(_listed(ENDS))


@lru_cache(maxsize=1)
def _openings() -> Mapping[str, tuple[str, ...]]:
    """First character → the openings that begin with it."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in filter(None, map(str.strip, re.split(r"[|\n]", OPENINGS))):
        opening = _LEAD.sub("", fold(phrase))
        found[opening[0]] = (*found.get(opening[0], ()), opening)
    return found


def _listed(phrases: str) -> list[str]:
    return [key(phrase) for phrase in re.split(r"[|\n]", phrases) if phrase.strip()]


def key(text: str) -> str:
    """A line as the tables have it: folded, without the marks around it."""
    return _bare(fold(text))


def _bare(folded: str) -> str:
    start, end = 0, len(folded)
    while start < end and not folded[start].isalnum():
        start += 1
    while start < end and not folded[end - 1].isalnum():
        end -= 1
    return folded[start:end]


def is_end(text: str) -> bool:
    """Whether a line opens what comes after an article: related links, comments, tags."""
    return len(text) <= 240 and _is_end(text, key(text))


def _is_end(text: str, bare: str) -> bool:
    if len(text) <= 60 and bare in _ends():
        return not _is_sentence(text)
    may_count = bare[:1] in _COUNTED_OPENINGS or bare[:1].isdecimal()
    return may_count and _COUNTED_END.fullmatch(bare) is not None and not _is_sentence(text)


def _is_sentence(text: str) -> bool:
    return _SENTENCE.search(text[-4:]) is not None


def is_caption(block: Block) -> bool:
    """Whether a block is a picture's caption or credit."""
    text = block.text
    if block.kind == "caption":
        return True
    end = text[-160:]  # a credit stands at the end
    return len(text) <= 450 and _may_credit(end.lower()) and _CREDIT.search(end) is not None


def _may_credit(folded: str) -> bool:
    """Look for single words first: it is many times faster than the pattern that they open the way to."""
    for word in _CREDIT_WORDS:
        if word in folded:
            return True
    return (":" in folded or "©" in folded) and any(word in folded for word in _CREDITED)


def _is_pointer(text: str) -> bool:
    """Whether a line leads away from the article, or says of what kind something beside it is."""
    if len(text) <= 160:
        opening = fold(text[:60])
        if opening and not opening[0].isalnum():
            opening = _LEAD.sub("", opening)
        if opening.startswith(_openings().get(opening[:1], ())):
            return True
    return len(text) <= 120 and ":" in text and _LABELS.match(text) is not None and not _is_sentence(text)


def _is_menu(text: str) -> bool:
    """Whether a short line is three or more labels between bars: "Story | Photos (6) | Comments"."""
    labels = [label.strip() for label in text.split("|")]
    return len(labels) > 2 and all(0 < len(label.split()) < 4 and not _YEAR.search(label) for label in labels)


def _short_reason(text: str, bare: str) -> str:
    if not bare:
        return "marks"
    if bare in _phrases():
        return _phrases()[bare]
    if _SIZES.fullmatch(bare):
        return "size"
    if _COUNTER.fullmatch(bare):
        return "counter"
    return "navigation" if "|" in text and _is_menu(text) else ""


def reason(block: Block) -> str:
    """Why a block is clutter whatever stands around it; empty if it need not be."""
    if block.kind == "rule":
        return "rule"
    why = _reason(block.text) if len(block.text) <= _LONGEST else ""
    return why or ("caption" if is_caption(block) else "")


@lru_cache(maxsize=2048)
def _reason(text: str) -> str:
    """Why a line is clutter by its words alone. Kept: it is asked twice, and pages of one site share their lines."""
    folded = fold(text)
    if len(text) <= 240:
        bare = _bare(folded)
        if len(text) <= 60 and (short := _short_reason(text, bare)):
            return short
        if bare and _is_end(text, bare):
            return "end"
        if _is_pointer(text):
            return "pointer"
    return "notice" if len(text) >= 10 and is_notice(folded) else ""
