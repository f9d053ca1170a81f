"""The rules that keep the parts apart, held to the source."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# What each folder may import of ours: never upwards.
ARROWS = {
    "models": {"models"},
    "extract": {"models", "extract"},
    "db": {"models", "extract", "db"},
    "corpus": {"models", "extract", "db", "corpus"},
    "referat": {"models", "extract", "db", "corpus", "referat"},
}
# Libraries that a folder is built on; every other library is known to one module, which can then be exchanged.
FRAMEWORKS = {
    "click": ("referat/",),
    "rich": ("referat/",),
    "sqlite_utils": ("db/", "corpus/bulk.py", "corpus/session.py"),
    "datasette": ("db/explorer/",),
    "jinja2": ("db/explorer/", "db/export/letter.py"),
    "markupsafe": ("db/explorer/",),
    "yaml": ("corpus/score_command.py", "db/corrections/files.py"),  # gold written by hand; corrections written by hand
    "PIL": ("extract/ocr/scan.py", "extract/ocr/ocr.py"),  # an image goes from one to the other
}
# Scripts that make what is committed: not imported by anything.
SCRIPTS = ("corpus/sample/", "models/danish/train.py", "models/danish/treebank.py")


def modules() -> list[Path]:
    """Our modules, relative to the top; the links in referat/ are left out."""
    found = [path.relative_to(ROOT) for folder in ARROWS for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if not (ROOT / path.parts[0] / path.parts[1]).is_symlink())


def tracked() -> list[Path]:
    """The files that git keeps (in a copy without git: the modules)."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        return modules()
    return [Path(name) for name in listed.stdout.split("\0") if name and (ROOT / name).is_file() and not (ROOT / name).is_symlink()]


def imports(path: Path) -> set[str]:
    """Every module that a file imports, with names from `referat` written out: `referat.models`."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import in {path}:{node.lineno}"
            module = node.module or ""
            found |= {f"{module}.{alias.name}" for alias in node.names} if module == "referat" else {module}
    return found


@pytest.mark.parametrize("path", modules(), ids=str)
def test_no_import_points_upwards(path: Path) -> None:
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("referat.")}
    parts = {part for part in ours if part in ARROWS}
    rest = {"referat"} if ours - parts - {"__version__"} else set()
    assert parts | rest <= ARROWS[path.parts[0]]


def test_there_is_something_to_hold() -> None:
    assert {path.parts[0] for path in modules()} == set(ARROWS)


def test_each_library_is_imported_in_one_module() -> None:
    users: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        if str(path).startswith(SCRIPTS):
            continue
        for library in {name.split(".")[0] for name in imports(path)} - sys.stdlib_module_names - {"referat"}:
            if not str(path).startswith(FRAMEWORKS.get(library, ())):
                users[library].add(str(path))
    assert {library: sorted(paths) for library, paths in users.items() if len(paths) > 1 or library in FRAMEWORKS} == {}


@pytest.mark.parametrize("path", modules(), ids=str)
def test_modules_are_short(path: Path) -> None:
    lines = (ROOT / path).read_text(encoding="utf-8").count("\n")
    assert lines <= 400


def test_no_path_of_one_machine_is_kept() -> None:
    pattern = re.compile(r"(?<![\w.~$}])/(?:home|root|work|Users)/\w")
    text = {".py", ".md", ".toml", ".cfg", ".json", ".html", ".css", ".js", ".sql", ".yaml", ".yml", ".sh", ".txt", ""}
    found = []
    for path in tracked():
        if path.suffix in text and path.parts[0] != "LICENSE":
            lines = (ROOT / path).read_text(encoding="utf-8", errors="ignore").splitlines()
            found += [f"{path}:{number}" for number, line in enumerate(lines, start=1) if pattern.search(line)]
    assert found == []
