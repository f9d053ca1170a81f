"""Turn the short XML of `source/*.xml` into a flat OpenDocument text that LibreOffice Writer can print.

The sources name their own paragraph styles; everything else (header, footer, tables, lists, margin numbers) is a handful of tags:
`style page header footer p ul li table tr td b i u br tab pagenumber pagecount columns`.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}
INLINE = {
    "br": "<text:line-break/>",
    "tab": "<text:tab/>",
    "pagenumber": "<text:page-number>1</text:page-number>",
    "pagecount": "<text:page-count>1</text:page-count>",
}
# The attributes of a <style> and the properties they stand for.
PARAGRAPH = {
    "before": "fo:margin-top", "after": "fo:margin-bottom", "left": "fo:margin-left", "right": "fo:margin-right", "indent": "fo:text-indent",
    "align": "fo:text-align", "line": "fo:line-height", "break": "fo:break-before", "keep": "fo:keep-with-next", "border": "fo:border",
    "fill": "fo:background-color", "rule": "fo:border-bottom", "padding": "fo:padding",
}
TEXT = {"size": "fo:font-size", "weight": "fo:font-weight", "slant": "fo:font-style", "color": "fo:color", "spacing": "fo:letter-spacing"}


def _attributes(element: ET.Element, names: dict[str, str]) -> str:
    return "".join(f" {prop}={quoteattr(element.get(name, ''))}" for name, prop in names.items() if element.get(name) is not None)


def _style(element: ET.Element) -> str:
    tabs = "".join(f'<style:tab-stop style:position="{stop}"/>' for stop in element.get("tabs", "").split())
    right = f'<style:tab-stop style:position="{element.get("right-tab")}" style:type="right"/>' if element.get("right-tab") else ""
    leader = right.replace("/>", ' style:leader-style="dotted" style:leader-text="."/>') if element.get("leader") else right
    text = _attributes(element, TEXT)
    if element.get("font"):
        text += f' style:font-name={quoteattr(element.get("font", ""))}'
    if element.get("underline"):
        text += ' style:text-underline-style="solid" style:text-underline-width="auto"'
    if element.get("hyphenate"):
        text += ' fo:hyphenate="true" fo:hyphenation-push-char-count="3" fo:hyphenation-remain-char-count="3"'
    parent = f' style:parent-style-name={quoteattr(element.get("parent", "base"))}' if element.get("name") != "base" else ""
    return (
        f'<style:style style:name={quoteattr(element.get("name", ""))} style:family="paragraph"{parent}>'
        f"<style:paragraph-properties{_attributes(element, PARAGRAPH)}><style:tab-stops>{tabs}{leader}</style:tab-stops></style:paragraph-properties>"
        f"<style:text-properties{text}/></style:style>"
    )


def _inline(element: ET.Element) -> str:
    parts = [escape(element.text or "")]
    for child in element:
        if child.tag in INLINE:
            parts.append(INLINE[child.tag])
        else:
            parts.append(f'<text:span text:style-name="{child.tag}">{_inline(child)}</text:span>')
        parts.append(escape(child.tail or ""))
    return "".join(parts)


def _table(element: ET.Element, styles: list[str]) -> str:
    name, widths = f"T{len(styles)}", element.get("cols", "").split()
    border = element.get("border", "0.5pt solid #000000")
    styles.append(f'<style:style style:name="{name}" style:family="table"><style:table-properties style:width="{sum(map(float, widths)):.2f}cm" '
                  f'fo:margin-bottom="0.3cm" table:align="left"/></style:style>')
    styles.append(f'<style:style style:name="{name}c" style:family="table-cell"><style:table-cell-properties fo:border="{border}" fo:padding="0.1cm"/></style:style>')
    columns = ""
    for place, width in enumerate(widths):
        styles.append(f'<style:style style:name="{name}k{place}" style:family="table-column"><style:table-column-properties style:column-width="{width}cm"/></style:style>')
        columns += f'<table:table-column table:style-name="{name}k{place}"/>'
    rows = ""
    for row in element:
        cells = ""
        for cell in row:
            inner = _blocks(cell, styles) if len(cell) and cell[0].tag in ("p", "ul") else f'<text:p text:style-name="{cell.get("s", "cell")}">{_inline(cell)}</text:p>'
            span = int(cell.get("span", "1"))
            cells += f'<table:table-cell table:style-name="{name}c" table:number-columns-spanned="{span}">{inner}</table:table-cell>'
            cells += "<table:covered-table-cell/>" * (span - 1)
        line = f"<table:table-row>{cells}</table:table-row>"
        rows += f"<table:table-header-rows>{line}</table:table-header-rows>" if row.get("head") else line
    return f'<table:table table:style-name="{name}">{columns}{rows}</table:table>'


def _blocks(element: ET.Element, styles: list[str]) -> str:
    out = []
    for block in element:
        if block.tag == "table":
            out.append(_table(block, styles))
        elif block.tag == "ul":
            entries = "".join(f'<text:list-item><text:p text:style-name="item">{_inline(entry)}</text:p></text:list-item>' for entry in block)
            out.append(f'<text:list text:style-name="bullets">{entries}</text:list>')
        elif block.tag == "columns":
            out.append(f'<text:section text:style-name="columns" text:name="s{len(styles)}{len(out)}">{_blocks(block, styles)}</text:section>')
        else:
            out.append(f'<text:p text:style-name={quoteattr(block.get("s", "base"))}>{_inline(block)}</text:p>')
    return "".join(out)


def flat_odt(source: str) -> str:
    """The flat OpenDocument text of a source in the short XML. Raises ElementTree.ParseError when the source is not well formed."""
    root = ET.fromstring(source)
    parts = {tag: root.find(tag) for tag in ("page", "header", "footer", "body")}
    page, body = parts["page"], parts["body"]
    assert page is not None and body is not None, "a source has <page> and <body>"
    styles: list[str] = []
    text = _blocks(body, styles)
    edges = "".join(
        f"<style:{tag}>{_blocks(part, styles)}</style:{tag}>" for tag, part in (("header", parts["header"]), ("footer", parts["footer"])) if part is not None
    )
    gap = "".join(f'<style:{tag}-style><style:header-footer-properties fo:min-height="0.8cm" fo:{side}="0.4cm"/></style:{tag}-style>'
                  for tag, side in (("header", "margin-bottom"), ("footer", "margin-top")) if parts[tag] is not None)
    numbers = f'<text:linenumbering-configuration text:number-lines="true" text:increment="{page.get("lines")}" text:restart-on-page="true" text:offset="0.5cm" style:num-format="1" text:number-position="left"/>'
    margin = f'fo:margin-top="{page.get("top", "2cm")}" fo:margin-bottom="{page.get("bottom", "2cm")}" fo:margin-left="{page.get("left", "2.5cm")}" fo:margin-right="{page.get("right", "2cm")}"'
    named = "".join(_style(style) for style in root.iter("style"))
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {declared} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties style:font-name="{page.get("font", "Liberation Serif")}" fo:font-family="{page.get("font", "Liberation Serif")}"
 fo:font-size="11pt" fo:language="da" fo:country="DK"/></style:default-style>{named}
<style:style style:name="b" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="i" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="u" style:family="text"><style:text-properties style:text-underline-style="solid"/></style:style>
<text:list-style style:name="bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="{page.get("bullet", "•")}"><style:list-level-properties
 text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="1.2cm"/>
</style:list-level-properties></text:list-level-style-bullet></text:list-style>{numbers if page.get("lines") else ""}
</office:styles>
<office:automatic-styles><style:page-layout style:name="sheet"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" {margin}/>{gap}</style:page-layout>
<style:style style:name="columns" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.7cm"/></style:section-properties></style:style>
{"".join(styles)}</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="sheet">{edges}</style:master-page></office:master-styles>
<office:body><office:text>{text}</office:text></office:body></office:document>"""
