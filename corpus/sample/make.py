"""Make the sample PDFs again from `source/`.

    python corpus/sample/make.py [NAME…] [--out FOLDER]

For development only: the PDFs are committed, nobody needs this to use the samples. It needs LibreOffice Writer with Danish
hyphenation (`libreoffice-writer`, `hyphen-da`), Chromium, groff, Ghostscript and the fonts Liberation, DejaVu and URW from the
system, and `typst`, `pikepdf`, `pypdfium2` and `pillow` from pip.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from fodt import flat_odt

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "source"
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer"]
GHOSTSCRIPT = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sPAPERSIZE=a4", "-sDEVICE=pdfwrite", "-sOutputFile=-", "-"]
LOCKED = {"12-regionsudvalg-fjordland-2015-05-06"}
SCANNED = {"09-kulturudvalg-elmsted-1994-02-16": "14-kulturudvalg-elmsted-1994-scan.pdf"}


def run(command: list[str], *, given: bytes | None = None) -> bytes:
    """What a program prints; raises CalledProcessError with its messages when it fails."""
    return subprocess.run(command, input=given, capture_output=True, check=True, timeout=180).stdout


def with_chromium(source: Path, target: Path) -> None:
    """Prints a page of HTML; headers and footers are the page's own CSS."""
    with tempfile.TemporaryDirectory() as profile:
        run([*CHROMIUM, f"--user-data-dir={profile}", f"--print-to-pdf={target}", source.as_uri()])


def with_libreoffice(source: Path, target: Path) -> None:
    """Prints the short XML of `fodt.py` with LibreOffice Writer."""
    with tempfile.TemporaryDirectory() as folder:
        flat = Path(folder) / f"{source.stem}.fodt"
        flat.write_text(flat_odt(source.read_text(encoding="utf-8")), encoding="utf-8")
        office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf:writer_pdf_Export"]
        run([*office, "--outdir", folder, str(flat)])
        target.write_bytes(flat.with_suffix(".pdf").read_bytes())


def with_typst(source: Path, target: Path) -> None:
    """Prints a typst document with typst's own fonts."""
    import typst

    typst.compile(str(source), output=str(target))


def with_groff(source: Path, target: Path) -> None:
    """Prints a troff document through PostScript."""
    target.write_bytes(run(GHOSTSCRIPT, given=run(["groff", "-k", "-Tps", "-P-pa4"], given=source.read_bytes())))


MAKERS: dict[str, Callable[[Path, Path], None]] = {
    ".html": with_chromium,
    ".xml": with_libreoffice,
    ".typ": with_typst,
    ".roff": with_groff,
}


def lock(target: Path) -> None:
    """Encrypt a PDF with an empty user password, as some document systems do."""
    import pikepdf

    with pikepdf.open(target, allow_overwriting_input=True) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(user="", owner="ejer", R=4))


def scan(printed: Path, target: Path) -> None:
    """A black-and-white scan of a PDF: 200 dots an inch, a little askew, a little dust, no text."""
    import pypdfium2
    from PIL import Image

    chance, sheets = random.Random(1994), []
    for page in pypdfium2.PdfDocument(printed):
        sheet = page.render(scale=200 / 72).to_pil().convert("L")
        sheet = sheet.rotate(chance.uniform(-0.4, 0.4), fillcolor=255, resample=Image.Resampling.BICUBIC)
        for _ in range(120):
            sheet.putpixel((chance.randrange(sheet.width), chance.randrange(sheet.height)), 0)
        sheets.append(sheet.point(lambda level: 255 * (level > 150)).convert("1"))
    sheets[0].save(target, save_all=True, append_images=sheets[1:], resolution=200)


def make(source: Path, out: Path) -> Path:
    """One PDF from one source, by the program that its ending stands for."""
    target = out / f"{source.stem}.pdf"
    MAKERS[source.suffix](source, target)
    if source.stem in LOCKED:
        lock(target)
    if source.stem in SCANNED:
        scan(target, out / SCANNED[source.stem])
    return target


def main() -> None:
    """Makes the samples whose names begin as asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="beginnings of the names wanted; without any, all")
    parser.add_argument("--out", type=Path, default=HERE)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for source in sorted(path for path in SOURCES.iterdir() if path.suffix in MAKERS):
        if not options.names or source.stem.startswith(tuple(options.names)):
            print(make(source, options.out.resolve()).name)


if __name__ == "__main__":
    main()
