"""Who may write. Reading is open; writing needs a login and the permission `referat-edit`.

A login is Datasette's own: the link that `referat serve` prints (the actor `root`), or a plugin such as datasette-auth-passwords. Whoever
is logged in may write, unless the setting `edit` of the plugin names those who may (in the form of Datasette's `allow` blocks).
Programs bring a token in the form that Datasette 1.0 gives out: signed, with an end, and never with more rights than the actor has.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from datasette.app import Datasette
from datasette.utils import actor_matches_allow
from datasette.utils.asgi import Request
from itsdangerous import BadSignature

PERMISSION = "referat-edit"
_PREFIX = "dstok_"
_NAMESPACE = "token"
DAYS = 90


def allowed(datasette: Datasette, actor: Mapping[str, Any] | None) -> bool:
    """Whether an actor may write."""
    if not actor or not actor.get("id"):
        return False
    allow = (datasette.plugin_config("referat") or {}).get("edit")
    return actor.get("id") == "root" or allow is None or bool(actor_matches_allow(dict(actor), allow))


def writable(datasette: Datasette, database: str | None = None) -> bool:
    """Whether a database can be changed at all, or any one where none is named; one that was published cannot."""
    named = [database] if database else [name for name in datasette.databases if not name.startswith("_")]
    return any(datasette.databases[name].is_mutable for name in named)


async def may_edit(datasette: Datasette, actor: Mapping[str, Any] | None, database: str) -> bool:
    """Whether an actor may write to a database, as all plugins together say; a database that cannot be changed takes nothing."""
    if not actor or not writable(datasette, database):
        return False
    return bool(await datasette.permission_allowed(actor, PERMISSION, resource=database, default=False))


def token(datasette: Datasette, actor: str, *, days: int = DAYS) -> str:
    """A token with which programs write in the name of an actor for so many days; it holds as long as the server keeps its secret."""
    wanted = {"a": actor, "token": "dstok", "t": int(time.time()), "d": days * 24 * 3600}
    return f"{_PREFIX}{datasette.sign(wanted, namespace=_NAMESPACE)}"


def token_actor(datasette: Datasette, request: Request) -> dict[str, Any] | None:
    """The actor whose token a request brings; None where it brings none, or one that is not ours or has ended."""
    header = request.headers.get("authorization") or ""
    if not header.startswith(f"Bearer {_PREFIX}"):
        return None
    try:
        found = datasette.unsign(header.removeprefix(f"Bearer {_PREFIX}"), namespace=_NAMESPACE)
    except BadSignature:
        return None
    made, lasts = (found.get("t"), found.get("d")) if isinstance(found, dict) else (None, None)
    if not isinstance(made, int) or not isinstance(lasts, int) or not isinstance(found.get("a"), str) or time.time() > made + lasts:
        return None
    return {"id": found["a"], "token": "dstok"}


def here(datasette: Datasette, request: Request) -> str:
    """The address of a page below the server's own, with its query."""
    path = request.path.removeprefix(str(datasette.setting("base_url")).rstrip("/")) or "/"
    return f"{path}?{request.query_string}" if request.query_string else path


def name(actor: Mapping[str, Any] | None) -> str:
    """What an actor is called in the audit."""
    return str((actor or {}).get("id") or "")
