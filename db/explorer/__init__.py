"""The explorer: a Datasette plugin. Datasette finds its hooks here."""

from referat.db.explorer.hooks import (
    actor_from_request,
    asgi_wrapper,
    canned_queries,
    extra_css_urls,
    extra_template_vars,
    get_metadata,
    menu_links,
    permission_allowed,
    prepare_connection,
    prepare_jinja2_environment,
    register_routes,
    render_cell,
    search_in_tables,
    startup,
)

__all__ = [
    "actor_from_request",
    "asgi_wrapper",
    "canned_queries",
    "extra_css_urls",
    "extra_template_vars",
    "get_metadata",
    "menu_links",
    "permission_allowed",
    "prepare_connection",
    "prepare_jinja2_environment",
    "register_routes",
    "render_cell",
    "search_in_tables",
    "startup",
]
