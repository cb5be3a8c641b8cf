"""The address of an article written in one way, since by it a changed article is known again.

Scheme, "www.", fragment, a last slash and what only says whence a reader came (utm_source, fbclid) do not
matter. The root of a site is no article's address, though pages name it as theirs by mistake.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

_OF_THE_READER = re.compile(
    r"(utm_\w+|at_(campaign|medium)|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|cmpid|ocid|ncid)\Z",
    re.I,
)
_OWN_PORT = {"http": 80, "https": 443}


def address(url: str) -> str:
    """The address in its one form; empty where there is none by which an article could be known again.

    >>> address("HTTPS://www.Example.org/news/talks/?utm_source=feed#top")
    'example.org/news/talks'
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in _OWN_PORT or not parts.hostname:
        return ""
    host = parts.hostname.removeprefix("www.")
    shown = "" if port in (None, _OWN_PORT[parts.scheme]) else f":{port}"
    path, asked = parts.path.rstrip("/"), _asked(parts.query)
    return f"{host}{shown}{path}{asked}" if path or asked else ""


def _asked(query: str) -> str:
    kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if not _OF_THE_READER.match(pair[0])]
    return f"?{urlencode(sorted(kept))}" if kept else ""
