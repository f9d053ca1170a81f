"""The explorer: a Datasette plugin. Datasette finds its hooks here."""

from referat.db.explorer.hooks import (
    asgi_wrapper,
    canned_queries,
    extra_css_urls,
    get_metadata,
    menu_links,
    prepare_connection,
    prepare_jinja2_environment,
    register_routes,
    render_cell,
    search_in_tables,
    startup,
)

__all__ = [
    "asgi_wrapper",
    "canned_queries",
    "extra_css_urls",
    "get_metadata",
    "menu_links",
    "prepare_connection",
    "prepare_jinja2_environment",
    "register_routes",
    "render_cell",
    "search_in_tables",
    "startup",
]
