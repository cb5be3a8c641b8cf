"""Bytes -> characters: byte order marks, declared and guessed encodings, and what no text may hold.

UTF-8 is tried before a declared charset, since text that is valid UTF-8 beyond ASCII hardly ever
is anything else, while declarations are often wrong.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from positions.errors import UnreadableSource

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
)
# What a page may declare. Codecs such as punycode or unicode_escape are no charsets, and slow.
_CHARSETS = frozenset(
    (
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "big5", "big5hkscs", "gb18030"),
        *("euc_jp", "shift_jis", "cp932", "iso2022_jp", "euc_kr", "cp949", "mac-roman", "mac-cyrillic"),
        *("tis-620", "cp866", "cp874", *(f"cp125{n}" for n in range(9))),
        *(f"iso8859-{n}" for n in range(2, 17)),
    )
)
_AS_BROWSERS_DO = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MULTIBYTE = re.compile(b"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BEYOND_ASCII = re.compile(b"[\x80-\xff]")
_DECLARED = re.compile(rb"""charset\s{0,4}=\s{0,4}["']?([A-Za-z0-9_:.-]{2,30})""", re.IGNORECASE)
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Clean text, the encoding it was in, whether that was guessed, and how many controls were removed."""

    text: str
    encoding: str
    guessed: bool
    removed: int = 0


def decode(data: bytes) -> Decoded:
    """The bytes as clean text.

    Raises `UnreadableSource` where they are not text.
    """
    _refuse_magic(data)
    text, encoding, guessed = _by_mark(data) or _by_zeros(data) or _by_utf8(data) or _by_name(data)
    cleaned, removed = clean(text)
    if removed > len(text) // 20 + 8:
        raise _not_text("it is full of control characters")
    return Decoded(cleaned, encoding, guessed, removed)


def legible(head: bytes) -> str:
    """The beginning of a source as characters, as well as they can be told; its last one may be cut."""
    text = (_by_mark(head) or _by_zeros(head) or (head.decode("utf-8", "replace"), "", False))[0]
    return text.removeprefix("\ufeff")


def encoding_of(data: bytes) -> str:
    """The encoding of a table that begins with these bytes: a Unicode one, else that of Windows."""
    found = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    found = found or (_by_zeros(data[:4096]) or ("", ""))[1]
    if found:
        return found
    damaged = data.decode("utf-8", "replace").rstrip("\ufffd").count("\ufffd")
    return "cp1252" if damaged > len(_MULTIBYTE.findall(data)) else "utf-8"


def clean(text: str) -> tuple[str, int]:
    """Text without control characters (their number beside it), with \\n as its only line end.

    Bidi and zero-width characters stay; the output layer makes them visible.
    """
    text = _SURROGATES.sub("\ufffd", _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")))
    return _CONTROLS.subn("", text)


def _refuse_magic(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise _not_text(f"it is {what}")


def _not_text(why: str) -> UnreadableSource:
    return UnreadableSource(f"This is not text: {why}.", "Give a plain text or HTML file.")


_Answer = tuple[str, str, bool]


def _by_mark(data: bytes) -> _Answer | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding, False
    return None


def _by_zeros(data: bytes) -> _Answer | None:
    """UTF-16 and UTF-32 without a mark: Latin letters leave every second byte zero, or three of four."""
    sample = data[:4096]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    shares = [sample[at::4].count(0) / len(sample[at::4]) for at in range(4)]
    for encoding, empty in (
        ("utf-32-le", (0, 1, 1, 1)),
        ("utf-32-be", (1, 1, 1, 0)),
        ("utf-16-le", (0, 1, 0, 1)),
        ("utf-16-be", (1, 0, 1, 0)),
    ):
        if all(share > 0.6 if zero else share < 0.1 for share, zero in zip(shares, empty, strict=True)):
            return data.decode(encoding, "replace"), encoding, True
    return None


def _by_utf8(data: bytes) -> _Answer | None:
    """UTF-8, also where a few bytes of it are damaged."""
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    if len(_MULTIBYTE.findall(data)) > 4 * text.count("\ufffd"):
        return text, "utf-8", True
    return None


def _by_name(data: bytes) -> _Answer:
    """The charset that a page declares, or else a guess."""
    declared = _declared(data)
    if declared:
        try:
            return data.decode(declared), declared, False
        except UnicodeDecodeError:
            pass
    encoding = _guess(data)
    return data.decode(encoding, "replace"), encoding, True


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:4096])
    if not found or b"<" not in data[:1024]:
        return ""
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return ""
    name = _AS_BROWSERS_DO.get(name, name)
    return name if name in _CHARSETS else ""


def _guess(data: bytes) -> str:
    """The encoding that the bytes look like. English with a few curly quotation marks is taken as cp1252."""
    sample = _sample(data)
    if len(_BEYOND_ASCII.findall(sample)) < 0.05 * len(sample) and b"\x00" not in sample:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise _not_text("no encoding fits its bytes")
    return best.encoding


def _sample(data: bytes) -> bytes:
    """Enough bytes to guess from, cut at a space so that no character is cut."""
    if len(data) <= _SAMPLE:
        return data
    cut = max(data.rfind(b" ", 0, _SAMPLE), data.rfind(b"\n", 0, _SAMPLE))
    return data[: cut if cut > 0 else _SAMPLE]
