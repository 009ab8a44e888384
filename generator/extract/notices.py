"""Sentences that speak of the site instead of the news: cookies, newsletters, rights, accounts, embedded players."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

NOTICES: Mapping[str, str] = {
    "reserv": r"rights reserved|derechos reservados",
    "copyright": r"\bcopyright (?:© ?|\(c\) ?)?(?:19|20)\d\d\b",
    "vorbehalten": r"rechte vorbehalten",
    "réserv": r"droits réservés|réservé\w* (?:à nos|aux) abonnés",
    "broadcast": r"may not be published, broadcast",
    "reproduc": r"unauthorized reproduction",
    "無断": r"無断転載|無断複写",
    "무단": r"무단\s?전재",
    "재배포": r"재배포 금지",
    "cookie": r"(?:accept|manage|our use of|our) cookies|cookie settings|our (?:\w+ ){0,3}cookie (?:policy|notice)",
    "privacy": r"our (?:\w+ ){0,3}privacy (?:policy|notice)",
    "datenschutz": r"unserer? datenschutzerklärung",
    "terms of": r"our terms of (?:use|service)",
    "sign up": r"sign up (?:for|to) (?:our|the (?:\w+ ){0,3}(?:newsletter|e?-?mails?|mailing|alerts?|updates|list|app)\b)",
    "subscribe": r"subscribe (?:to|for) (?:our|the)|successfully subscribed",
    "to view": r"to view this (?:video|content)",
    "inbox": (
        r"(?:delivered|straight|sent|directly|direct) (?:\w+ ){0,3}(?:to|in|into) your (?:e?mail )?inbox|"
        r"meet your inbox"
    ),
    "newsletter": (
        r"newsletter .{0,80}(?:abonn|anmeld|inscri|suscri|sign)|newsletter an\b|newsletters may contain|"
        r"(?:anmeldung|abonn\w+|inscri\w+|sign up|signing up|subscri\w+) .{0,60}newsletter"
    ),
    "inhalt": r"\bextern\w+ inhalte?\b.{0,90}(?:ergänzt|angezeigt|anzeigen)",
    "suscriptores": r"(?:exclusiv\w+|reservad\w+|sólo|solo) para suscriptores",
    "assinantes": r"(?:exclusiv\w+|reservad\w+|só) para assinantes",
    "netiquette": r"netiquette",
    "submission": r"submission guidelines",
    "follow ": r"follow \w+ on (?:twitter|facebook|instagram|linkedin|x\b)",
    "contributors": r"contributors are their own",
    "purchase": r"^(?=.*make a purchase).*if you click on (?:one|a link)",
    "が必要": r"会員登録が必要|ログインが必要",
    "コメント機能": r"コメント機能",
    "javascript": r"enable javascript",
    "commission": r"may earn (?:an? )?(?:affiliate )?commission",
    "recaptcha": r"protected by recaptcha",
    "your ": (
        r"your limit of free|your free articles|welcome your letters|your e-mail address|"
        r"your email address(?: will not|$)|copied to your clipboard"
    ),
    "clipboard": r"copy to clipboard",
    "never miss": r"never miss a story",
    "unlimited": r"\b(?:get|enjoy|have) unlimited (?:digital )?access to (?:all |our |every )+(?:articles|stories|content|journalism)",
    "cancel": r"\byou (?:can|may) cancel (?:at )?any ?time",
    "kündbar": r"(?:jederzeit|monatlich) kündbar",
    "small favo": r"small favou?r to ask",
    "time and money": r"takes time and money",
    "journalism": r"support our journalism",
    "comment": r"log in to leave a comment|moderating all comments|^comments are (?:now )?(?:closed|off)\b",
    "morning email": r"^(?=.*morning email).*our (?:morning|daily|weekly) email",
    "not responsible": r"not responsible for the content",
    "appeared first": r"^the post .{3,300} appeared first on ",
    "advertisement": r"^(?=.*advertisement)(?:advertisement )?scroll to continue",
}
"""A word that is cheap to look for → what must stand around it in a folded line."""


def is_notice(folded: str, words: Iterable[str]) -> bool:
    """Whether a folded line that holds these words speaks of the site."""
    return any(_pattern(word).search(folded) for word in words if word in NOTICES)


@cache
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(NOTICES[word])
