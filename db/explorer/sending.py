"""What is done to an answer on its way out: headers for the browser, and links that keep the language."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

from referat.db.explorer import language

Event = MutableMapping[str, Any]
Header = tuple[bytes, bytes]


class Answer:
    """One answer of the server. changed: pages are to be sent with links that keep the language; they are then sent as one piece."""

    def __init__(self, send: Callable[[Event], Awaitable[None]], headers: Sequence[Header], *, changed: bool) -> None:
        self._send = send
        self._headers = headers
        self._changed = changed
        self._start: Event | None = None
        self._body: list[bytes] = []

    async def send(self, event: Event) -> None:
        """Sends an event of the answer on, or keeps it until the page is whole."""
        if event["type"] == "http.response.start":
            event = {**event, "headers": [*event.get("headers", []), *self._headers]}
            if self._changed and _is_page(event["headers"]):
                self._start = event
                return
        if self._start is None or event["type"] != "http.response.body":
            await self._send(event)
            return
        self._body.append(event.get("body", b""))
        if not event.get("more_body"):
            await self._send_page(self._start)

    async def _send_page(self, start: Event) -> None:
        body = language.keep_in_page(b"".join(self._body).decode()).encode()
        headers = [header for header in start["headers"] if header[0].lower() != b"content-length"]
        await self._send({**start, "headers": [*headers, (b"content-length", str(len(body)).encode())]})
        await self._send({"type": "http.response.body", "body": body})


def _is_page(headers: Sequence[Header]) -> bool:
    return any(name.lower() == b"content-type" and value.startswith(b"text/html") for name, value in headers)
