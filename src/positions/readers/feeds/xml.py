"""XML of unknown make -> a tree of bounded size, in which nothing was expanded or fetched."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from positions.errors import UnreadableSource
from positions.readers.feeds.entries import too_large

ELEMENTS = 300_000
ATTRIBUTES = 50
_LONG = 500  # characters of a text that is worth wrapping
_LETTER = re.compile("&[A-Za-z][A-Za-z0-9]{1,30};")
_ENTITY = re.compile("<!ENTITY", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]{0,200}>")  # of an encoding that the text no longer has
_OF_XML = frozenset(("&amp;", "&lt;", "&gt;", "&quot;", "&apos;"))


def tree(text: str) -> Any:
    """The root of an XML text, mended where it is ill-formed; None where there is none.

    Raises `UnreadableSource` where it defines entities, by which a small text becomes a large one or brings
    in a file, and where it is too large.
    """
    from lxml import etree

    if _ENTITY.search(text):
        raise UnreadableSource("The feed defines entities, which no feed needs.", "It was not read.")

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        root = etree.fromstring(_named_letters(_DECLARATION.sub("", text)).encode(), parser)
    except (etree.LxmlError, ValueError):
        return None
    return root if root is None else _bounded(root)


def _named_letters(text: str) -> str:
    """HTML's names for letters (&eacute;), which XML does not know, as the letters."""
    return _LETTER.sub(lambda found: found[0] if found[0].lower() in _OF_XML else unescape(found[0]), text)


def _bounded(root: Any) -> Any:
    """The tree without crowds of attributes, its long texts in one piece each. Refuses a crowd of elements."""
    from lxml import etree

    for count, element in enumerate(root.iter()):
        if count > ELEMENTS:
            raise too_large()
        if len(element.attrib) > ATTRIBUTES:
            element.attrib.clear()
        if element.text and len(element.text) > _LONG and "]]>" not in element.text:
            element.text = etree.CDATA(element.text)
    return root
