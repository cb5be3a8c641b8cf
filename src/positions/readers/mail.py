"""Mail -> pieces: newsletters as .eml or in an mbox, and pages that a browser saved as .mhtml."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email import policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, BinaryIO

from positions.errors import UnreadableSource
from positions.model import When
from positions.readers import names
from positions.readers.dates import day_of
from positions.readers.decode import encoding_of
from positions.readers.facts import Facts
from positions.readers.limits import Limits
from positions.readers.pieces import Found, Piece, too_large

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PARTS = 500
_SIGN_OFF = (
    r"(?:to unsubscribe|unsubscribe|you (?:are receiving|received|have received|get|are getting) this"
    r"|this (?:e-?mail|message|newsletter) was sent|manage (?:your )?(?:e-?mail )?(?:preferences|subscriptions?)"
    r"|update (?:your )?preferences|view (?:this (?:e-?mail|message) )?in (?:your |a )?browser"
    r"|no longer (?:want|wish) to receive|forward this (?:e-?mail|newsletter) to)"
)
_FOOTER = re.compile(rf"^(?:\W{{0,10}}{_SIGN_OFF}|©|copyright ©|-- $)", re.IGNORECASE | re.MULTILINE)
_ONLINE = re.compile(
    r"\W*(?:view|read|open) (?:this|it|online|the)\b[^\n]{0,80}(?:browser|online|web)\W*\Z", re.IGNORECASE
)
_IN_PAGE = re.compile(_SIGN_OFF, re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_BLOCKS = frozenset(("p", "td", "li", "div", "footer", "center", "tr", "table"))
_FOOTER_LENGTH = 600


def mail(stream: BinaryIO, location: str, limits: Limits) -> Iterator[Found]:
    """The text of one message."""
    data = stream.read(limits.document + 1)
    if len(data) > limits.document:
        yield too_large(location, limits.document)
    else:
        yield of_message(data, location)


def mbox(stream: BinaryIO, location: str, limits: Limits) -> Iterator[Found]:
    """The messages of a box: each begins with a line `From ` behind an empty one."""
    held: list[bytes] = []
    size = number = 0
    before = b"\n"
    while line := stream.readline(1_000_000):
        starts = line.startswith(b"From ") and not before.strip(b"\r\n")
        if starts and number:
            yield _of_box(held, size, f"{location}#{number}", limits)
        if starts:
            held, size, number = [], 0, number + 1
        elif size <= limits.document:
            held.append(line[1:] if re.match(rb">+From ", line) else line)
        size += len(line)
        before = line
    if number:
        yield _of_box(held, size, f"{location}#{number}", limits)


def _of_box(lines: list[bytes], size: int, where: str, limits: Limits) -> Found:
    return too_large(where, limits.document) if size > limits.document else of_message(b"".join(lines), where)


def of_message(data: bytes, location: str) -> Found:
    """The HTML or the plain text of a message, without the footers that sign a reader off."""
    try:
        message = email.message_from_bytes(data, policy=policy.compat32)
        body = _body(message)
    except (ValueError, LookupError, RecursionError, AttributeError, IndexError, TypeError):
        body = None
    if body is None:
        return UnreadableSource(
            f"{location}: There is no text in this message.", "Save the article's text alone."
        )
    text, is_html = body
    known = _of_page(message) if _is_page(message) else _of_letter(message)
    if not _is_page(message):
        text = _without_html_footer(text) if is_html else _without_footer(text)
    return Piece(location, text.encode("utf-8", "replace"), known)


def _body(message: Message) -> tuple[str, bool] | None:
    """The first HTML part that says something, else the first plain one. Attachments are none."""
    plain = html = ""
    for number, part in enumerate(message.walk()):
        if number > _PARTS or (plain and html):
            break
        kind = part.get_content_type()
        if part.is_multipart() or kind not in ("text/plain", "text/html") or _is_attached(part):
            continue
        text = _decoded(part)
        if kind == "text/html" and not html and text.strip():
            html = text
        elif kind == "text/plain" and not plain and text.strip():
            plain = text
    return (html, True) if html else (plain, False) if plain else None


def _is_attached(part: Message) -> bool:
    return "attachment" in str(part.get("Content-Disposition", "")).lower()


def _decoded(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return str(part.get_payload() or "")
    try:
        return data.decode(str(part.get_content_charset() or "utf-8"))
    except (UnicodeDecodeError, LookupError, ValueError):  # a charset that lies, or is none
        return data.decode(encoding_of(data), "replace")


def _is_page(message: Message) -> bool:
    """A page that a browser saved: many parts that belong together, and the address that it was saved from."""
    saved = "snapshot-content-location" in message or "Saved by" in str(message.get("From", ""))
    return saved or (
        message.get_content_type() == "multipart/related"
        and "Received" not in message
        and "To" not in message
    )


def _of_page(message: Message) -> Facts:
    """Only its address: the day on it is that of the saving."""
    places = [message.get("Snapshot-Content-Location"), message.get("Content-Location")]
    places += [
        part.get("Content-Location") for part in message.walk() if part.get_content_type() == "text/html"
    ][:1]
    found = (str(place).strip() for place in places if place)
    return Facts(url=next((place for place in found if place.startswith(("http://", "https://"))), ""))


def _of_letter(message: Message) -> Facts:
    """Subject, sender and day. A sender who is a person is the author, else the outlet."""
    name = parseaddr(_words(message, "From"))[0].strip("\"' ")
    person, _, of = name.partition(" from ") if " from " in name else name.partition(" at ")
    is_person = names.is_person(person) and not names.is_outlet(name)
    day = _day(_words(message, "Date"))
    return Facts(
        title=re.sub(r"\A(?:(?:fwd?|re)\s?:\s*)+", "", _words(message, "Subject"), flags=re.IGNORECASE),
        author=person if is_person else "",
        outlet=of if is_person else name,
        published=day,
        published_from="mail" if day else "",
    )


def _words(message: Message, name: str) -> str:
    raw = str(message.get(name, "") or "")[:2_000]
    try:
        return " ".join(str(make_header(decode_header(raw))).split())[:500]
    except (ValueError, LookupError, UnicodeError):
        return " ".join(raw.split())[:500]


def _day(text: str) -> When | None:
    """The day as the sender's own clock had it."""
    try:
        sent = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    day = day_of(sent.year, sent.month, sent.day)
    return When.day(day) if day else None


def _without_footer(text: str) -> str:
    """A plain letter up to the first line of its second half that signs a reader off."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines and _ONLINE.match(lines[0]):
        lines = lines[1:]
    body = "\n".join(lines).lstrip("\n")
    found = next((each for each in _FOOTER.finditer(body) if each.start() > len(body) // 3), None)
    return body[: found.start()].rstrip("\n -_=*") + "\n" if found else body


def _without_html_footer(text: str) -> str:
    """A letter's page without the blocks that sign a reader off, and without what is not shown."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring, tostring

    parser = HTMLParser(encoding="utf-8")  # type: ignore[no-untyped-call]
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=parser)  # type: ignore[no-untyped-call]
        for element in list(tree.iter()):
            if _NOT_SHOWN.search(str(element.get("style") or "")):
                _drop(element)
            elif _IN_PAGE.search(f"{element.text or ''}\n{element.tail or ''}"):
                _drop(_block_of(element))
        return str(tostring(tree, encoding="unicode"))  # type: ignore[no-untyped-call]
    except (LxmlError, ValueError, RecursionError):  # a control character that nothing can be put beside
        return text


def _block_of(element: HtmlElement) -> HtmlElement | None:
    """The nearest block around an element, where it says no more than a footer does."""
    while element is not None and element.tag not in _BLOCKS:
        element = element.getparent()
    if element is None or sum(map(len, element.itertext())) > _FOOTER_LENGTH:
        return None
    return element


def _drop(element: HtmlElement | None) -> None:
    if element is not None and element.getparent() is not None:
        element.drop_tree()  # type: ignore[no-untyped-call]
