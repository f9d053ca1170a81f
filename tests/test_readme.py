"""What the README tells people to type works, over the sample minutes."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sql\n-- (.*?)\n(.*?)```", README, re.S)
# Those that make something or serve are tried elsewhere.
COMMANDS = sorted(
    {line for line in re.findall(r"^\$ (referat .*?)(?:\s+#.*)?$", README, re.M) if not re.match(r"referat (import|serve)", line)}
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples beside the database that the README's first command makes."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    shell(folder, "referat import corpus/sample --db referat.db", allowed=(0, 3))  # 3: one of the samples is a scan
    return folder


def shell(folder: Path, line: str, *, allowed: tuple[int, ...] = (0,)) -> str:
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    run = subprocess.run(
        line, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert run.returncode in allowed, run.stderr
    return run.stdout


def test_there_is_something_to_try() -> None:
    assert len(QUERIES) >= 4
    assert len(COMMANDS) >= 4


@pytest.mark.parametrize(("title", "query"), QUERIES, ids=[title for title, _ in QUERIES])
def test_queries_find_something(folder: Path, title: str, query: str) -> None:
    with sqlite3.connect(folder / "referat.db") as database:
        assert database.execute(query).fetchall(), title


@pytest.mark.parametrize("line", COMMANDS)
def test_commands_print_or_write_something(folder: Path, line: str) -> None:
    printed = shell(folder, line)
    target = line.partition("> ")[2]
    assert (folder / target).stat().st_size > 0 if target else printed.strip()


def test_links_lead_to_files() -> None:
    linked = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert linked
    assert [target for target in linked if not (ROOT / target).is_file()] == []
