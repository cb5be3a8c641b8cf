"""The name of an XML text's first element, seen from the text's beginning."""

from __future__ import annotations

import codecs
import re

_NAME = re.compile(r"<(?:[\w.-]{1,40}:)?([A-Za-z]{1,20})(?=[\s/>])")
_SKIPPED = (("<?", "?>"), ("<!--", "-->"))


def root_of(head: bytes) -> str:
    """The root's name in lower case without its prefix; empty where the text is no XML."""
    text = _text(head).lstrip("\ufeff \t\r\n")
    while text:
        end = _end_of_prolog(text)
        if end is None:
            break
        text = text[end:].lstrip()
    found = _NAME.match(text)
    return found[1].lower() if found else ""


def _text(head: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "replace")
    return head.replace(b"\0", b"").decode("latin-1").removeprefix("ï»¿")


def _end_of_prolog(text: str) -> int | None:
    """Where the declaration, comment or document type ends with which the text begins."""
    for start, end in _SKIPPED:
        if text.startswith(start):
            at = text.find(end)
            return None if at < 0 else at + len(end)
    if text[:9].upper() != "<!DOCTYPE":
        return None
    bracket, close = text.find("["), text.find(">")
    if 0 <= bracket < close:
        close = text.find(">", text.find("]", bracket))
    return None if close < 0 else close + 1
