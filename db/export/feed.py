"""A list as an Atom feed."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from referat.db.export.listing import Entry, Listing

_ATOM = "http://www.w3.org/2005/Atom"
# XML 1.0 has no place for these, not even as references.
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SINCE = "1970-01-01"


def atom(listing: Listing, *, site: str, page: str, itself: str, language: str) -> str:
    """The feed, in a language; ids are made from the ids of the entries, so that a reader knows them again at any address."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    newest = max((entry.day for entry in listing.entries if entry.day), default=_SINCE)
    _add(root, "title", listing.title)
    _add(root, "id", itself)
    _add(root, "updated", _moment(newest))
    author = ElementTree.SubElement(root, "author")
    _add(author, "name", "Referater")
    ElementTree.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": _clean(page)})
    ElementTree.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": _clean(itself)})
    for entry in listing.entries:
        _entry(root, entry, site)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _entry(root: ElementTree.Element, entry: Entry, site: str) -> None:
    node = ElementTree.SubElement(root, "entry")
    _add(node, "title", entry.title)
    _add(node, "id", f"urn:referat:{entry.id}")
    _add(node, "updated", _moment(entry.day or _SINCE))
    ElementTree.SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": f"{site}{entry.path}"})
    _add(node, "summary", entry.summary)


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
