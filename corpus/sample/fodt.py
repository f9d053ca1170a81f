"""Turn the short XML of `source/*.xml` into a flat OpenDocument text that LibreOffice Writer can print.

A source names its own paragraph styles; the rest is a handful of tags:
`style page header footer body p ul li table tr td b i u br tab pagenumber pagecount`.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = {
    **{name: f"{OASIS}:{name}:1.0" for name in ("office", "style", "text", "table")},
    "fo": f"{OASIS}:xsl-fo-compatible:1.0",
}
INLINE = {
    "br": "<text:line-break/>",
    "tab": "<text:tab/>",
    "pagenumber": "<text:page-number>1</text:page-number>",
    "pagecount": "<text:page-count>1</text:page-count>",
}
# The attributes of a <style> and the properties they stand for.
PARAGRAPH = {
    "before": "fo:margin-top", "after": "fo:margin-bottom", "left": "fo:margin-left", "right": "fo:margin-right",
    "indent": "fo:text-indent", "align": "fo:text-align", "line": "fo:line-height", "break": "fo:break-before",
    "keep": "fo:keep-with-next", "fill": "fo:background-color", "rule": "fo:border-bottom",
}  # fmt: skip
TEXT = {"size": "fo:font-size", "weight": "fo:font-weight", "slant": "fo:font-style", "color": "fo:color", "spacing": "fo:letter-spacing"}
HYPHENS = ' fo:hyphenate="true" fo:hyphenation-push-char-count="3" fo:hyphenation-remain-char-count="3"'
MARGIN_NUMBERS = (
    '<text:linenumbering-configuration text:number-lines="true" text:increment="{step}" text:restart-on-page="true"'
    ' text:offset="0.5cm" style:num-format="1" text:number-position="left"/>'
)
DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document {spaces} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:default-style style:family="paragraph">
<style:text-properties style:font-name="{font}" fo:font-family="{font}" fo:font-size="11pt" fo:language="da" fo:country="DK"/>
</style:default-style>{named}
<style:style style:name="b" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="i" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="u" style:family="text"><style:text-properties style:text-underline-style="solid"/></style:style>
<text:list-style style:name="bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="{bullet}">
<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="1.2cm"/>
</style:list-level-properties></text:list-level-style-bullet></text:list-style>{numbers}
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="sheet">
<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"{margins}/>{gaps}
</style:page-layout>{automatic}
</office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="sheet">{edges}</style:master-page>
</office:master-styles>
<office:body><office:text>{text}</office:text></office:body>
</office:document>
"""


def flat_odt(source: str) -> str:
    """The flat OpenDocument text of a source in the short XML. Raises ElementTree.ParseError when the source is not well formed."""
    root = ET.fromstring(source)
    page = root.find("page")
    if page is None:
        raise ValueError("a source has a <page>")
    automatic: list[str] = []
    parts = {part.tag: _blocks(part, automatic) for part in root if part.tag in ("header", "footer", "body")}
    edges = [tag for tag in ("header", "footer") if tag in parts]
    return DOCUMENT.format(
        spaces=" ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items()),
        font=page.get("font", "Liberation Serif"),
        bullet=page.get("bullet", "•"),
        named="".join(_style(style) for style in root.iter("style")),
        numbers=MARGIN_NUMBERS.format(step=page.get("lines")) if page.get("lines") else "",
        margins="".join(f' fo:margin-{side}="{page.get(side, "2cm")}"' for side in ("top", "bottom", "left", "right")),
        gaps="".join(_gap(tag) for tag in edges),
        automatic="".join(automatic),
        edges="".join(f"<style:{tag}>{parts[tag]}</style:{tag}>" for tag in edges),
        text=parts["body"],
    )


def _gap(tag: str) -> str:
    side = "bottom" if tag == "header" else "top"
    properties = f'<style:header-footer-properties fo:min-height="0.8cm" fo:margin-{side}="0.4cm"/>'
    return f"<style:{tag}-style>{properties}</style:{tag}-style>"


def _attributes(element: ET.Element, names: dict[str, str]) -> str:
    return "".join(f" {prop}={quoteattr(element.attrib[name])}" for name, prop in names.items() if name in element.attrib)


def _style(element: ET.Element) -> str:
    name = element.attrib["name"]
    tabs = "".join(f'<style:tab-stop style:position="{stop}"/>' for stop in element.get("tabs", "").split())
    if element.get("right-tab"):
        leader = ' style:leader-style="dotted" style:leader-text="."' if element.get("leader") else ""
        tabs += f'<style:tab-stop style:position="{element.get("right-tab")}" style:type="right"{leader}/>'
    text = _attributes(element, TEXT)
    if element.get("underline"):
        text += ' style:text-underline-style="solid" style:text-underline-width="auto"'
    if element.get("hyphenate"):
        text += HYPHENS
    parent = f' style:parent-style-name="{element.get("parent", "base")}"' if name != "base" else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{parent}>'
        f"<style:paragraph-properties{_attributes(element, PARAGRAPH)}><style:tab-stops>{tabs}</style:tab-stops>"
        "</style:paragraph-properties>"
        f"<style:text-properties{text}/></style:style>"
    )


def _blocks(element: ET.Element, automatic: list[str]) -> str:
    makers = {"table": lambda block: _table(block, automatic), "ul": _list}
    return "".join(makers.get(block.tag, _line)(block) for block in element)


def _line(element: ET.Element, style: str = "base") -> str:
    return f'<text:p text:style-name="{element.get("s", style)}">{_inline(element)}</text:p>'


def _list(element: ET.Element) -> str:
    entries = "".join(f"<text:list-item>{_line(entry, 'item')}</text:list-item>" for entry in element)
    return f'<text:list text:style-name="bullets">{entries}</text:list>'


def _inline(element: ET.Element) -> str:
    parts = [escape(element.text or "")]
    for child in element:
        parts.append(INLINE.get(child.tag) or f'<text:span text:style-name="{child.tag}">{_inline(child)}</text:span>')
        parts.append(escape(child.tail or ""))
    return "".join(parts)


def _table(element: ET.Element, automatic: list[str]) -> str:
    name, widths = f"T{len(automatic)}", element.attrib["cols"].split()
    border = element.get("border", "0.5pt solid #000000")
    total = f'style:width="{sum(map(float, widths)):.2f}cm" fo:margin-bottom="0.3cm" table:align="left"'
    cell = f'<style:table-cell-properties fo:border="{border}" fo:padding="0.1cm"/>'
    automatic += [
        f'<style:style style:name="{name}" style:family="table"><style:table-properties {total}/></style:style>',
        f'<style:style style:name="{name}c" style:family="table-cell">{cell}</style:style>',
    ]
    columns = ""
    for place, width in enumerate(widths):
        column = f'<style:table-column-properties style:column-width="{width}cm"/>'
        automatic.append(f'<style:style style:name="{name}k{place}" style:family="table-column">{column}</style:style>')
        columns += f'<table:table-column table:style-name="{name}k{place}"/>'
    rows = "".join(_row(row, f"{name}c", automatic) for row in element)
    return f'<table:table table:style-name="{name}">{columns}{rows}</table:table>'


def _row(element: ET.Element, style: str, automatic: list[str]) -> str:
    cells = "".join(f'<table:table-cell table:style-name="{style}">{_cell(cell, automatic)}</table:table-cell>' for cell in element)
    row = f"<table:table-row>{cells}</table:table-row>"
    return f"<table:table-header-rows>{row}</table:table-header-rows>" if element.get("head") else row


def _cell(element: ET.Element, automatic: list[str]) -> str:
    return _blocks(element, automatic) if len(element) and element[0].tag in ("p", "ul") else _line(element, "cell")
