"""Make the sample PDFs again from `source/`.

    python corpus/sample/make.py [NAME…] [--out FOLDER]

For development only. Needs LibreOffice Writer (`libreoffice-writer`), Chromium, groff and the fonts Liberation and DejaVu from the
system, and `typst`, `pikepdf`, `pypdfium2` and `pillow` from pip. The PDFs are committed, so nobody needs this to use the samples.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from fodt import flat_odt

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "source"
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer"]


def run(command: list[str], *, given: bytes | None = None) -> bytes:
    """What a program prints; raises CalledProcessError with its messages when it fails."""
    return subprocess.run(command, input=given, capture_output=True, check=True, timeout=180).stdout


def with_chromium(source: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory() as profile:
        run([*CHROMIUM, f"--user-data-dir={profile}", f"--print-to-pdf={target}", source.as_uri()])


def with_libreoffice(source: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        flat = Path(folder) / f"{source.stem}.fodt"
        flat.write_text(flat_odt(source.read_text(encoding="utf-8")), encoding="utf-8")
        run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf:writer_pdf_Export", "--outdir", folder, str(flat)])
        target.write_bytes((Path(folder) / f"{source.stem}.pdf").read_bytes())


def with_typst(source: Path, target: Path) -> None:
    import typst

    typst.compile(str(source), output=str(target))


def with_groff(source: Path, target: Path) -> None:
    target.write_bytes(run(["groff", "-k", "-Tpdf", "-P-pa4", "-ms", "-mden"], given=source.read_bytes()))


MAKERS: dict[str, Callable[[Path, Path], None]] = {".html": with_chromium, ".xml": with_libreoffice, ".typ": with_typst, ".ms": with_groff}


def make(source: Path, out: Path) -> Path:
    """One PDF from one source, by the program that its ending stands for."""
    target = out / f"{source.stem}.pdf"
    MAKERS[source.suffix](source, target)
    return target


def main() -> None:
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
