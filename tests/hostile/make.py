"""Makes PDF files that are broken or made to harm: small on disk, without end for a careless reader.

    python tests/hostile/make.py FOLDER

Every file is made from this script alone and is the same every time. `CASES` says what each one must end as: the code of a problem,
or 'read' where a careful reader gets at the text.
"""

from __future__ import annotations

import hashlib
import struct
import sys
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MINUTES = "Referat af bestyrelsesmøde den 4. maj 2021. Til stede var Alma Brink og Viggo Lund. 1. Valg af dirigent. Alma Brink blev valgt."
GIB = 1 << 30
Objects = dict[int, bytes]


@dataclass(frozen=True)
class Case:
    """A file: how it is made, and what it may end as."""

    make: Callable[[], bytes]
    ends: tuple[str, ...]


def pdf(objects: Objects, *, root: int = 1, extra: bytes = b"", version: bytes = b"1.7") -> bytes:
    """A PDF with a right table of cross-references."""
    out = bytearray(b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    last = max(objects)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00000 f \n"
    out += b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (last + 1, root, extra, start)
    return bytes(out)


def stream(data: bytes, *, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def packed(data: bytes, *, entries: bytes = b"") -> bytes:
    """A stream object, packed once."""
    return stream(zlib.compress(data, 9), entries=b"/Filter/FlateDecode" + entries)


def lines(text: str = MINUTES) -> bytes:
    """A page's content that prints a text in lines."""
    words = text.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)").split()
    rows = [b" ".join(words[at : at + 9]) for at in range(0, len(words), 9)]
    return b"BT /F1 11 Tf 14 TL 60 780 Td " + b"".join(b"(%s) Tj T* " % row for row in rows) + b"ET"


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def document(
    content: bytes | None = None,
    *,
    page: bytes = b"",
    resources: bytes = b"",
    more: Objects | None = None,
    box: bytes = b"0 0 595 842",
    font: bytes = FONT,
    catalog: bytes = b"",
) -> Objects:
    """A document of one page; `content` is its content stream object, the minutes where it is None."""
    return {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%s>>%s>>" % (box, resources, page),
        4: packed(lines()) if content is None else content,
        5: font,
        **(more or {}),
    }


@cache
def blown(size: int, *, times: int) -> bytes:
    """`size` spaces, packed `times` times, without ever holding them."""
    return b"".join(_deflated([blown(size, times=times - 1)] if times > 1 else _spaces(size)))


def _spaces(size: int) -> Iterable[bytes]:
    block = b" " * (1 << 20)
    return (block for _ in range(size >> 20))


def _deflated(chunks: Iterable[bytes]) -> Iterable[bytes]:
    packer = zlib.compressobj(9)
    for chunk in chunks:
        yield packer.compress(chunk)
    yield packer.flush()


def bomb(*, times: int, size: int = GIB) -> bytes:
    """Content that unpacks to a gibibyte."""
    filters = b"/FlateDecode " * times
    return pdf(document(stream(blown(size, times=times), entries=b"/Filter[%s]" % filters)))


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) & 255
        box[i], box[j] = box[j], box[i]
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + box[i]) & 255
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) & 255])
    return bytes(out)


def encrypted() -> bytes:
    """Encrypted with a password that must be known to open it (standard handler, 40 bits)."""
    pad = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    user, owner, identity = (b"hemmelig" + pad)[:32], (b"ejer" + pad)[:32], b"0123456789abcdef"
    o = _rc4(hashlib.md5(owner).digest()[:5], user)
    key = hashlib.md5(user + o + struct.pack("<i", -4) + identity).digest()[:5]
    data = _rc4(hashlib.md5(key + struct.pack("<I", 4)[:3] + b"\0\0").digest()[:10], lines())
    objects = document(stream(data))
    objects[6] = b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (o.hex().encode(), _rc4(key, pad).hex().encode())
    return pdf(objects, extra=b"/Encrypt 6 0 R/ID[<%s><%s>]" % (identity.hex().encode(), identity.hex().encode()))


def forms(levels: int, fan: int) -> bytes:
    """Form XObjects that each call the next one `fan` times: fan ** levels pieces of text."""
    more: Objects = {}
    for level in range(levels):
        last = level == levels - 1
        calls = lines("Alma Brink") if last else b"/X Do " * fan
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>%s>>" % (
            b"" if last else b"/XObject<</X %d 0 R>>" % (11 + level)
        )
        more[10 + level] = stream(calls, entries=entries)
    return pdf(document(stream(b"/X Do " * fan), resources=b"/XObject<</X 10 0 R>>", more=more))


def circling_form() -> bytes:
    """A form XObject that calls itself, after the text."""
    form = stream(b"/X Do", entries=b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 10 0 R>>>>")
    return pdf(document(packed(lines() + b" /X Do"), resources=b"/XObject<</X 10 0 R>>", more={10: form}))


def many_pages(count: int) -> bytes:
    """One page object, listed `count` times."""
    objects = document()
    objects[2] = b"<</Type/Pages/Kids[" + b"3 0 R " * count + b"]/Count %d>>" % count
    return pdf(objects)


def claimed_pages(count: int) -> bytes:
    """One page, and a count that says otherwise."""
    objects = document()
    objects[2] = b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % count
    return pdf(objects)


def deep_tree(depth: int) -> bytes:
    """A page at the end of a chain of page tree nodes."""
    objects = document()
    objects[2] = b"<</Type/Pages/Kids[10 0 R]/Count 1>>"
    for level in range(depth):
        child = 3 if level == depth - 1 else 11 + level
        objects[10 + level] = b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (child, 9 + level if level else 2)
    return pdf(objects)


def circling_tree() -> bytes:
    """A page tree whose node is its own child."""
    objects = document()
    objects[2] = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>"
    return pdf(objects)


def circling_references() -> bytes:
    """A table of cross-references that points to itself as the one before, and to nothing right."""
    out = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 9 0 R>>\nendobj\n"
    start = len(out)
    return (
        out
        + b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (start, start)
    )


def unicode_range() -> bytes:
    """A font whose table of characters has a range of 2 ** 31."""
    table = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00000000> <7FFFFFFF> endcodespacerange\n"
    table += b"1 beginbfrange <00000000> <7FFFFFFF> <0020> endbfrange endcmap end"
    font = FONT[:-2] + b"/ToUnicode 10 0 R>>"
    return pdf(document(font=font, more={10: packed(table)}))


def unicode_ranges(count: int) -> bytes:
    """A font with very many large ranges in its table of characters."""
    table = b"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    table += (b"100 beginbfrange\n" + b"<0000> <FFFF> <0020>\n" * 100 + b"endbfrange\n") * count + b"endcmap"
    return pdf(document(font=FONT[:-2] + b"/ToUnicode 10 0 R>>", more={10: packed(table)}))


def picture(entries: bytes, data: bytes, *, width: int = 2480, height: int = 3508) -> bytes:
    """A page that is one image."""
    image = stream(data, entries=b"/Type/XObject/Subtype/Image/Width %d/Height %d%s" % (width, height, entries))
    return pdf(document(stream(b"q 595 0 0 842 0 0 cm /I Do Q"), resources=b"/XObject<</I 10 0 R>>", more={10: image}))


def object_stream(data: bytes, *, entries: bytes = b"/Filter/FlateDecode") -> bytes:
    """A file whose catalog and pages stand in an object stream with this content; the references to it are right."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    objects = {4: packed(lines()), 5: FONT, 6: stream(data, entries=b"/Type/ObjStm/N 3/First 15" + entries)}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    rows = b"\x00\x00\x00\x00\xff" + b"".join(b"\x02\x00\x00\x06%c" % index for index in range(3))
    rows += (
        b"".join(b"\x01" + places[number].to_bytes(3, "big") + b"\x00" for number in (4, 5, 6))
        + b"\x01"
        + start.to_bytes(3, "big")
        + b"\x00"
    )
    out += b"7 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (packed(rows, entries=b"/Type/XRef/W[1 3 1]/Size 8/Root 1 0 R"), start)
    return bytes(out)


def objects_in_stream() -> bytes:
    """What `object_stream` holds when it is right."""
    parts = [document()[number] for number in (1, 2, 3)]
    places = [sum(len(part) + 1 for part in parts[:index]) for index in range(3)]
    head = b" ".join(b"%d %d" % (number, place) for number, place in zip((1, 2, 3), places, strict=True))
    return head.ljust(15)[:15] + b"\n".join(parts) if len(head) <= 15 else head + b"\n" + b"\n".join(parts)


def xfa() -> bytes:
    """The shell of an XFA form: what it says stands in XML that no reader but one shows."""
    form = packed(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'><template><subform/></template></xdp:xdp>")
    wait = "Please wait... If this message is not eventually replaced with the proper contents of the document, your PDF viewer may not be able to display it."
    return pdf(document(packed(lines(wait)), catalog=b"/AcroForm<</Fields[]/XFA 10 0 R>>/NeedsRendering true", more={10: form}))


def tiles() -> bytes:
    """A page filled with a pattern of steps too small to see."""
    pattern = stream(
        b"0 0 1 rg 0 0 1 1 re f",
        entries=b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.0001/YStep 0.0001/Resources<<>>",
    )
    return pdf(document(stream(b"/Pattern cs /P scn 0 0 595 842 re f"), resources=b"/Pattern<</P 10 0 R>>", more={10: pattern}))


def truncated() -> bytes:
    """The first half of a document whose catalog stood in the second."""
    objects = document()
    whole = pdf({4: objects[4], 5: objects[5], 8: stream(b" " * 4000), 3: objects[3], 2: objects[2], 1: objects[1]})
    return whole[: len(whole) // 2]


def noise(size: int) -> bytes:
    """Bytes without meaning, the same ones every time."""
    return b"".join(hashlib.sha256(struct.pack("<I", index)).digest() for index in range(size // 32))


HTML = b"<!DOCTYPE html><html><body><h1>404</h1><p>Siden findes ikke.</p></body></html>"
PNG = b"\x89PNG\r\n\x1a\n" + noise(4096)
READ = ("read",)

CASES: dict[str, Case] = {
    "empty": Case(lambda: b"", ("empty",)),
    "html": Case(lambda: HTML, ("not-a-pdf",)),
    "png": Case(lambda: PNG, ("not-a-pdf",)),
    "word": Case(lambda: b"PK\x03\x04" + noise(4096), ("not-a-pdf",)),
    "zeros": Case(lambda: b"\0" * 65536, ("not-a-pdf",)),
    "html-that-names-pdf": Case(lambda: HTML.replace(b"404", b"%PDF-1.4"), ("damaged",)),
    "header-only": Case(lambda: b"%PDF-1.7\n%%EOF\n", ("damaged",)),
    "truncated": Case(truncated, ("damaged",)),
    "noise-after-header": Case(lambda: b"%PDF-1.7\n" + noise(200_000), ("damaged",)),
    "encrypted": Case(encrypted, ("encrypted",)),
    "no-pages": Case(lambda: pdf(document() | {2: b"<</Type/Pages/Kids[]/Count 0>>"}), ("no-pages", "damaged")),
    "references-in-a-circle": Case(circling_references, ("no-pages", "damaged")),
    "page-tree-in-a-circle": Case(circling_tree, ("no-pages", "damaged", "no-text")),
    "page-tree-100000-deep": Case(lambda: deep_tree(100_000), ("no-pages", "damaged", "no-text")),
    "bomb-1-gib": Case(lambda: bomb(times=1), ("too-big",)),
    "bomb-1-gib-packed-twice": Case(lambda: bomb(times=2), ("too-big",)),
    "bomb-1-gib-packed-three-times": Case(lambda: bomb(times=3), ("too-big",)),
    "bomb-in-object-stream": Case(lambda: object_stream(blown(GIB, times=1)), ("too-big",)),
    "bomb-in-characters-table": Case(
        lambda: pdf(
            document(font=FONT[:-2] + b"/ToUnicode 10 0 R>>", more={10: stream(blown(GIB, times=1), entries=b"/Filter/FlateDecode")})
        ),
        ("too-big",),
    ),
    "image-of-a-gigapixel": Case(
        lambda: picture(b"/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode", blown(GIB, times=1), width=32_768, height=32_768),
        ("too-big",),
    ),
    "three-million-characters": Case(lambda: pdf(document(packed(lines("Referat af mødet " * 180_000)))), ("too-big",)),
    "200000-pages": Case(lambda: many_pages(200_000), ("too-big",)),
    "two-billion-pages-claimed": Case(lambda: claimed_pages(2_000_000_000), ("too-big", "read", "no-text")),
    "forms-of-forms": Case(lambda: forms(10, 10), ("too-big", "timeout", "crashed", "no-text")),
    "mediabox-of-a-billion": Case(lambda: pdf(document(box=b"0 0 1000000000 1000000000")), ("too-big",)),
    "lines-300000": Case(
        lambda: pdf(document(packed(b"".join(b"%d 0 m %d 842 l S\n" % (at % 595, at % 595) for at in range(300_000))))),
        ("no-text", "too-big"),
    ),
    "xfa-shell": Case(xfa, ("no-text",)),
    "object-stream-of-noise": Case(lambda: object_stream(noise(4096), entries=b""), ("damaged",)),
    "object-stream-cut": Case(lambda: object_stream(zlib.compress(objects_in_stream())[:40]), ("damaged",)),
    "image-jbig2-noise": Case(
        lambda: picture(b"/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/JBIG2Decode", noise(60_000)), ("no-text",)
    ),
    "image-jpx-noise": Case(lambda: picture(b"/Filter/JPXDecode", b"\xff\x4f\xff\x51" + noise(60_000)), ("no-text",)),
    "image-jpeg-noise": Case(
        lambda: picture(b"/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", b"\xff\xd8\xff\xe0" + noise(60_000)), ("no-text",)
    ),
    "page-without-anything": Case(lambda: pdf(document() | {3: b"<</Type/Page/Parent 2 0 R>>"}), ("no-text",)),
    "content-is-no-stream": Case(lambda: pdf(document(b"[1 2 3]")), ("no-text",)),
    "pattern-of-tiny-steps": Case(tiles, ("no-text", "timeout")),
    "arrays-a-million-deep": Case(
        lambda: pdf(document(page=b"/Deep " + b"[" * 1_000_000 + b"]" * 1_000_000)), ("damaged", "no-text", "no-pages", "read")
    ),
    "text-in-a-million-saves": Case(lambda: pdf(document(packed(b"q " * 1_000_000 + lines()))), READ),
    "form-in-a-circle": Case(circling_form, READ),
    "characters-range-of-2-to-31": Case(unicode_range, READ),
    "characters-ranges-many": Case(lambda: unicode_ranges(300), ("read", "timeout")),
    "mediabox-negative": Case(lambda: pdf(document(box=b"595 842 0 0")), READ),
    "mediabox-empty": Case(lambda: pdf(document(box=b"0 0 0 0")), READ),
    "names-with-nulls": Case(lambda: pdf(document(page=b"/A#00B#00 (x\0y)/#00 1")), READ),
    "length-of-2-to-31": Case(lambda: pdf(document(packed(lines()).replace(b"/Length ", b"/Length 21474836470", 1))), READ),
    "wrong-references": Case(lambda: pdf(document()).replace(b"0000000", b"0000009"), READ),
    "one-page-50-times": Case(lambda: many_pages(50), ("no-text",)),
    "turned-by-45": Case(lambda: pdf(document(page=b"/Rotate 45/UserUnit 1000000")), READ),
    "filters-500": Case(
        lambda: pdf(document(stream(lines().hex().encode() + b">", entries=b"/Filter[%s]" % (b"/ASCIIHexDecode " * 500)))), ("no-text",)
    ),
}


def write(folder: Path) -> list[Path]:
    """Writes every file into a folder; the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, case in CASES.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(case.make())
        paths.append(path)
    return paths


if __name__ == "__main__":
    for made in write(Path(sys.argv[1])):
        sys.stdout.write(f"{made.stat().st_size:>9} {made.name}\n")
