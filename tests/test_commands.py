"""The two commands of the README, where something is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("explore", "check", ".ci", "pyproject.toml")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A copy of the commands without a virtual environment, and beside it `bin`: all the programs there are."""
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, tmp_path / part)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("bash", "basename", "cat", "cksum", "cut", "dirname", "mkdir", "tr"):
        found = shutil.which(name)
        assert found
        (programs / name).symlink_to(found)
    return tmp_path


def explore(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(folder / "bin" / "bash"), str(folder / "explore"), *arguments]
    return subprocess.run(command, env={"PATH": str(folder / "bin")}, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def python_stub(folder: Path, script: str) -> None:
    stub = folder / "bin" / "python3"
    stub.write_text(f"#!{folder}/bin/bash\n{script}\n", encoding="utf-8")
    stub.chmod(0o755)


def test_without_python_explore_says_what_to_install(bare: Path) -> None:
    run = explore(bare)
    assert run.returncode == 1
    assert "Python 3.11" in run.stderr
    assert "apt install" in run.stderr


def test_an_older_python_is_not_enough(bare: Path) -> None:
    python_stub(bare, 'case "$*" in *version_info*) exit 1 ;; esac')
    assert "Python 3.11" in explore(bare).stderr


def test_without_venv_explore_says_what_to_install(bare: Path) -> None:
    python_stub(bare, 'case "$*" in *ensurepip*) exit 1 ;; esac')
    run = explore(bare)
    assert run.returncode == 1
    assert "sudo apt install python3-venv" in run.stderr


def test_a_folder_that_is_not_there_is_said_before_anything_is_made(bare: Path) -> None:
    run = explore(bare, "findes-ikke")
    assert run.returncode == 2
    assert "findes-ikke" in run.stderr
    assert not (bare / ".venv").exists()


def test_help_needs_nothing(bare: Path) -> None:
    run = explore(bare, "--help")
    assert run.returncode == 0
    assert "./explore [MAPPE]" in run.stdout


@pytest.mark.parametrize(("promised", "exit_code"), [("true", 1), ("", 0)], ids=["where every package is promised", "elsewhere"])
def test_a_missing_package_fails_or_is_named(tmp_path: Path, promised: str, exit_code: int) -> None:
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "conftest.py")
    (tmp_path / "test_it.py").write_text("def test_it(need_tool):\n    need_tool('pdftotext')\n", encoding="utf-8")
    environment = {**os.environ, "PATH": "", "CI": promised}
    command = [sys.executable, "-m", "pytest", "-ra", "-p", "no:cacheprovider", str(tmp_path)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert run.returncode == exit_code
    assert "missing package: poppler-utils" in run.stdout
