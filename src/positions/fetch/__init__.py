"""The only door to the network: an address -> the bytes that are there, or a sentence on why not.

    door = Door()
    door.fetch("https://example.org/news").data

What passes the door: http and https; hosts on the public internet (`allow_private` for an intranet), whose
address is looked up once, checked and then connected to, anew at every redirect; certificates that hold;
pages that robots.txt leaves open; 30 seconds in all, 20 MB as unpacked, five redirects, one page a second
from a host. No environment variable changes any of this: proxies, netrc and SSL_CERT_FILE are not looked at.
"""

from __future__ import annotations

from positions.fetch.door import Door, Fetched, Limits, is_address

__all__ = ["Door", "Fetched", "Limits", "is_address"]
