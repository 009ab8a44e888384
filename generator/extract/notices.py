"""Sentences that speak of the site instead of the news: cookies, newsletters, rights, accounts, embedded players."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.text import fold

# A word that is cheap to look for → what must stand around it. Patterns see folded text.
NOTICES: tuple[tuple[str, str], ...] = (
    ("rights reserved", ""),
    ("copyright", r"\bcopyright (?:© ?|\(c\) ?)?(?:19|20)\d\d\b"),
    ("rechte vorbehalten", ""),
    ("droits réservés", ""),
    ("derechos reservados", ""),
    ("may not be published, broadcast", ""),
    ("unauthorized reproduction", ""),
    ("無断転載", ""),
    ("無断複写", ""),
    ("전재", r"무단\s?전재"),
    ("재배포 금지", ""),
    ("cookies", r"(?:accept|manage|our use of|our) cookies"),
    ("cookie", r"cookie settings|our (?:\w+ ){0,3}cookie (?:policy|notice)"),
    ("privacy", r"our (?:\w+ ){0,3}privacy (?:policy|notice)"),
    ("datenschutzerklärung", r"unserer? datenschutzerklärung"),
    ("our terms of", r"our terms of (?:use|service)"),
    (
        "sign up",
        r"sign up (?:for|to) (?:our|the (?:\w+ ){0,3}(?:newsletter|e?-?mails?|mailing|alerts?|updates|list|app)\b)",
    ),
    ("subscribe", r"subscribe (?:to|for) (?:our|the)|successfully subscribed"),
    ("to view this", r"to view this (?:video|content)"),
    (
        "inbox",
        r"(?:delivered|straight|sent|directly|direct) (?:\w+ ){0,3}(?:to|in|into) your (?:e?mail )?inbox|meet your inbox",
    ),
    ("newsletter", r"newsletter .{0,80}(?:abonn|anmeld|inscri|suscri|sign)|newsletter an\b"),
    ("newsletter", r"(?:anmeldung|abonn\w+|inscri\w+|sign up|signing up|subscri\w+) .{0,60}newsletter"),
    ("inhalt", r"\bextern\w+ inhalte?\b.{0,90}(?:ergänzt|angezeigt|anzeigen)"),
    ("abonnés", r"réservé\w* (?:à nos|aux) abonnés"),
    ("suscriptores", r"(?:exclusiv\w+|reservad\w+|sólo|solo) para suscriptores"),
    ("assinantes", r"(?:exclusiv\w+|reservad\w+|só) para assinantes"),
    ("netiquette", ""),
    ("moderating all comments", ""),
    ("submission guidelines", ""),
    ("follow", r"follow \w+ on (?:twitter|facebook|instagram|linkedin|x\b)"),
    ("contributors are their own", ""),
    ("make a purchase", r"if you click on (?:one|a link)"),
    ("会員登録が必要", ""),
    ("ログインが必要", ""),
    ("コメント機能", ""),
    ("enable javascript", ""),
    ("commission", r"may earn (?:an? )?(?:affiliate )?commission"),
    ("protected by recaptcha", ""),
    ("your limit of free", ""),
    ("your free articles", ""),
    ("never miss a story", ""),
    ("small favour to ask", ""),
    ("small favor to ask", ""),
    ("welcome your letters", ""),
    ("takes time and money", ""),
    ("support our journalism", ""),
    ("log in to leave a comment", ""),
    ("your e-mail address", ""),
    ("your email address", r"your email address(?: will not|$)"),
    ("morning email", r"our (?:morning|daily|weekly) email"),
    ("newsletters may contain", ""),
    ("not responsible for the content", ""),
    ("appeared first on", r"^the post .{3,300} appeared first on "),
    ("comments are", r"^comments are (?:now )?(?:closed|off)\b"),
    ("copied to your clipboard", ""),
    ("copy to clipboard", ""),
    ("px", r"^width px height px$"),
    ("page ", r"^page \d{1,3} of \d{1,3}$"),
    ("advertisement", r"^(?:advertisement )?scroll to continue"),
)


_Notice = tuple[str, re.Pattern[str] | None]
_BEYOND_ASCII = re.compile("[" + "".join({sign for word, _ in NOTICES for sign in fold(word) if sign > "\x7f"}) + "]")


@lru_cache(maxsize=2)
def _compiled(*, is_ascii: bool) -> tuple[_Notice, ...]:
    """The notices whose words are in ASCII, or those whose are not."""
    words = ((fold(word), re.compile(pattern) if pattern else None) for word, pattern in NOTICES)
    return tuple(notice for notice in words if notice[0].isascii() == is_ascii)


def is_notice(folded: str) -> bool:
    """Whether a folded text speaks of the site."""
    if _holds_one(folded, _compiled(is_ascii=True)):
        return True
    may_hold = not folded.isascii() and _BEYOND_ASCII.search(folded) is not None
    return may_hold and _holds_one(folded, _compiled(is_ascii=False))


def _holds_one(folded: str, notices: tuple[_Notice, ...]) -> bool:
    for word, pattern in notices:  # noqa: SIM110 (asked for every paragraph: a generator costs twice as much)
        if word in folded and (pattern is None or pattern.search(folded)):
            return True
    return False
