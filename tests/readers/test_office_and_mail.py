"""Office texts, letters, and pages that a browser saved as one file."""

from __future__ import annotations

import io
from email.message import EmailMessage

import docx
from made import ARTICLE, PROSE, SECOND, document, documents, faults, page

LETTER = "\n\n".join(PROSE)
FOOTER = "You are receiving this because you signed up.\nUnsubscribe: https://news.example/off\n"
NEWS = {
    "From": "The Daily Brief <brief@news.example>",
    "To": "me@reader.example",
    "Subject": "Fwd: The alliance answers",
    "Date": "Fri, 03 Mar 2023 23:30:00 -0500",
    "Message-ID": "<1@news.example>",
}


def office(paragraphs: tuple[str, ...] = PROSE, **told: str) -> bytes:
    written = docx.Document()
    written.add_heading("The alliance answers", 0)
    for each in ("By Jane Roe", "March 3, 2023", *paragraphs):
        written.add_paragraph(each)
    turns = written.add_table(1, 2)
    turns.cell(0, 0).text, turns.cell(0, 1).text = "QUESTION:", "Will you return?"
    written.sections[0].header.paragraphs[0].text = "Running header"
    for name, value in told.items():
        setattr(written.core_properties, name, value)
    file = io.BytesIO()
    written.save(file)
    return file.getvalue()


def letter(plain: str | None = None, html: str | None = None, attached: bytes = b"", **more: str) -> bytes:
    message = EmailMessage()
    for name, value in (NEWS | more).items():
        message[name] = value
    if plain is not None:
        message.set_content(plain)
    if html is not None:
        (message.set_content if plain is None else message.add_alternative)(html, subtype="html")
    if attached:
        message.add_attachment(attached, maintype="application", subtype="pdf", filename="a.pdf")
    return message.as_bytes()


def letter_page(paragraphs: tuple[str, ...] = PROSE) -> str:
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        "<html><body><div style='display:none'>Only a preview shows this.</div><p>View this email in your browser</p>"
        f"<h1>The alliance answers</h1>{body}<table><tr><td>You are receiving this email because you signed up."
        " <a href='https://news.example/off'>Unsubscribe</a></td></tr></table></body></html>"
    )


def test_an_office_text_with_its_head_and_tables() -> None:
    found = document(office(title="Draft 7", author="A. Typist"))
    assert found.text.split("\n\n") == [
        "The alliance answers", "By Jane Roe", "March 3, 2023", *PROSE, "QUESTION:", "Will you return?",
    ]  # fmt: skip
    assert (found.title, found.author, found.published_from) == ("The alliance answers", "Jane Roe", "byline")
    assert found.source.kind == "docx"


def test_an_office_text_s_properties_fill_gaps() -> None:
    written = docx.Document()
    for each in PROSE:
        written.add_paragraph(each)
    written.core_properties.title, written.core_properties.author = "The alliance answers", "Jane Roe"
    file = io.BytesIO()
    written.save(file)
    found = document(file.getvalue())
    assert (found.title, found.author) == ("The alliance answers", "Jane Roe")


def test_a_plain_letter_without_its_footer() -> None:
    """The day is the sender's own; a forwarding mark is no title."""
    found = document(letter("View this email in your browser\n\n" + LETTER + "\n\n" + FOOTER))
    assert found.text.strip() == LETTER
    assert (found.title, found.outlet, found.published_from) == (
        "The alliance answers",
        "The Daily Brief",
        "mail",
    )
    assert found.published and found.published.iso == "2023-03-03"


def test_a_person_who_writes_is_the_author() -> None:
    found = document(letter(LETTER, From='"Jane Roe" <jane@news.example>'))
    assert (found.author, found.outlet) == ("Jane Roe", "")


def test_the_page_of_a_letter_goes_before_its_plain_text() -> None:
    """Its footer, its hidden preview and what is attached are not the letter's text."""
    for data in (letter(None, letter_page()), letter("Short.", letter_page(), b"%PDF-1.4 not read")):
        found = document(data)
        assert found.text.split("\n\n")[-3:] == [*PROSE]
        for gone in ("preview", "Unsubscribe", "in your browser"):
            assert gone not in found.text


def test_the_body_s_own_date_goes_before_the_letter_s() -> None:
    found = document(letter(f"KYIV, Jan. 5, 2022 (AP) - {LETTER}"))
    assert found.text.startswith("KYIV") and found.published


def test_encodings_of_letters() -> None:
    """Quoted-printable, base64, encoded headers, and a charset that lies."""
    accented = LETTER.replace("reporters", "reporters at the Café Zürich")
    for transfer in ("quoted-printable", "base64", "8bit"):
        message = EmailMessage()
        for name, value in (NEWS | {"Subject": "Größe „und“ Maß"}).items():
            message[name] = value
        message.set_content(accented, cte=transfer)
        found = document(message.as_bytes())
        assert found.text.strip() == accented and found.title == "Größe „und“ Maß"
    lying = letter(LETTER).replace(b"utf-8", b"us-ascii").replace(b"Brussels", "Zürich".encode("cp1252"))
    assert "Zürich" in document(lying).text
    unknown = letter(LETTER).replace(b"utf-8", b"x-klingon")
    assert document(unknown).text.strip() == LETTER


def test_a_box_of_letters() -> None:
    """Each is a document; what stands as `From ` within one parts nothing."""
    second = letter(
        LETTER.replace("Friday", "Monday") + "\n\n>From there he went to Vienna.\n", Subject="Second"
    )
    box = b"".join(b"From a@b Fri Mar  3 08:00:00 2023\n" + each + b"\n" for each in (letter(LETTER), second))
    for data in (box, box.replace(b"\n", b"\r\n")):
        found = documents(data)
        assert [each.title for each in found] == ["The alliance answers", "Second"]
        assert [each.source.location for each in found] == ["given#1", "given#2"]
        assert "\nFrom there he went" in found[1].text


def test_a_page_that_a_browser_saved_as_one_file() -> None:
    """It has the address that it was saved from, and not the day of the saving."""
    head = "<meta property='article:published_time' content='2023-03-03'>"
    body = page(head=head).replace(b"=", b"=3D")
    data = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://news.example/a\r\nSubject: X\r\n"
        b"Date: Mon, 1 Jan 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n----b\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://news.example/a\r\n\r\n" + body
        + b"\r\n----b\r\nContent-Type: text/css\r\nContent-Location: cid:x\r\n\r\np { color: red }\r\n----b--\r\n"
    )  # fmt: skip
    found = document(data)
    assert (found.url, found.title) == ("https://news.example/a", "The alliance answers")
    assert found.published and found.published.iso == "2023-03-03"
    assert found.text.split("\n\n")[-3:] == [*PROSE]


def test_a_letter_without_text_is_refused() -> None:
    image = b"Subject: x\nMIME-Version: 1.0\nContent-Type: image/png\n\n\x00\x01"
    assert faults(image) == ["given: There is no text in this message."]


def test_an_article_that_begins_like_a_header_is_an_article() -> None:
    """Lines such as `Moscow: ...` make no letter."""
    text = f"Moscow: no answer\nKyiv: no answer\n\n{ARTICLE}"
    assert document(text.encode()).source.kind == "text"
    assert SECOND in document(text.encode()).text
