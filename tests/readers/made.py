"""Files of every kind, made on the spot: PDF, office texts, mail, crawls and archives."""

from __future__ import annotations

import gzip
import io
import tarfile
import textwrap
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from positions.errors import UnreadableSource
from positions.model import Document
from positions.readers import Given, Limits, from_bytes

FIRST = (
    "NATO Secretary General Jens Stoltenberg said on Friday that the alliance will uphold its open door, and that it"
    " has rejected every demand for a veto over who may join."
)
SECOND = '"We have never accepted such a veto, and we will not do so now," he told reporters in Brussels.'
THIRD = (
    "Russia's foreign ministry answered that it would study the reply before it says anything more about it."
)
PROSE = (FIRST, SECOND, THIRD)
ARTICLE = "\n\n".join(("The alliance answers", "By Jane Roe | March 3, 2023", *PROSE))

Shown = tuple[float, float, float, str]  # left, bottom and size in points, and the words


def page(paragraphs: Sequence[str] = PROSE, title: str = "The alliance answers", head: str = "") -> bytes:
    """A web page with its navigation."""
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title>{head}</head><body><nav><a href=/>Home</a>"
        f"<a href=/w>World</a></nav><article><h1>{title}</h1>{body}</article><footer>All rights reserved"
        "</footer></body></html>"
    ).encode()


# --- PDF


def pdf(pages: Iterable[Iterable[Shown]], told: Mapping[str, str] | None = None) -> bytes:
    """A PDF file whose pages (A4) show these words in Helvetica."""
    streams = ["\n".join(map(_words, page)) for page in pages]
    first = 4  # 1 catalog, 2 pages, 3 font
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(streams)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, stream in enumerate(streams):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {first + 2 * number + 1} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    objects.append("<< " + " ".join(f"/{name} ({value})" for name, value in (told or {}).items()) + " >>")
    return pdf_of(objects, info=len(objects))


def pdf_of(objects: Sequence[str], info: int = 0) -> bytes:
    """A PDF file of these objects, the first of them its catalogue."""
    whole = "%PDF-1.7\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(whole))
        whole += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    at = len(whole)
    about = f" /Info {info} 0 R" if info else ""
    whole += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    whole += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{about} >>\nstartxref\n{at}\n%%EOF\n"
    return whole.encode("latin-1")


def _words(shown: Shown) -> str:
    left, bottom, size, text = shown
    escaped = text.encode("cp1252").decode("latin-1")
    for sign in "\\()":
        escaped = escaped.replace(sign, "\\" + sign)
    return f"BT /F1 {size:g} Tf {left:g} {bottom:g} Td ({escaped}) Tj ET"


def column(
    text: str, left: float, top: float, width: int, size: float = 11, pitch: float = 14
) -> list[Shown]:
    """A paragraph broken into lines of so many characters, the first of them at `top`."""
    lines = textwrap.wrap(text, width)
    return [(left, top - number * pitch, size, line) for number, line in enumerate(lines)]


def stacked(paragraphs: Iterable[str], left: float, top: float, width: int, gap: float = 14) -> list[Shown]:
    """Paragraphs one below the other."""
    shown: list[Shown] = []
    for each in paragraphs:
        shown += column(each, left, top, width)
        top = shown[-1][1] - 14 - gap
    return shown


# --- archives


def zipped(members: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def tarred(members: Mapping[str, bytes], how: str = "") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=f"w:{how}") as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


# --- crawls


def warc(records: Iterable[tuple[str, str, bytes]], *, packed: bool = False, lie: int = 0) -> bytes:
    """A crawl: kind, address and block of each record; `lie` is added to the lengths that it claims."""
    return b"".join(_record(*each, packed=packed, lie=lie) for each in records)


def _record(kind: str, address: str, block: bytes, *, packed: bool, lie: int) -> bytes:
    of = "application/http; msgtype=response" if kind in ("response", "revisit") else "application/http"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2023-03-04T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash(address)):032x}>\r\nContent-Type: {of}\r\n"
        f"Content-Length: {len(block) + lie}\r\n\r\n"
    )
    whole = head.encode() + block + b"\r\n\r\n"
    return gzip.compress(whole) if packed else whole


def response(
    body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(body)}\r\n\r\n".encode()
        + body
    )


# --- reading them


def documents(data: bytes, limits: Limits = Limits(), **named: str) -> list[Document]:
    """All that is read of these bytes; a fault is raised."""
    found = list(from_bytes(data, "given", Given(), limits, named))
    for each in found:
        if isinstance(each, UnreadableSource):
            raise each
    return [each for each in found if isinstance(each, Document)]


def document(data: bytes, limits: Limits = Limits(), **named: str) -> Document:
    [only] = documents(data, limits, **named)
    return only


def faults(data: bytes, limits: Limits = Limits(), **named: str) -> list[str]:
    """What could not be read of these bytes, in sentences."""
    found = from_bytes(data, "given", Given(), limits, named)
    return [each.sentence for each in found if isinstance(each, UnreadableSource)]
