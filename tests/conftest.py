"""What tests share: the folder of real minutes, and tools that a machine may lack."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# A tool, the commands it may be called by, and the package that brings it.
TOOLS = {
    "chromium": (("chromium", "chromium-browser", "google-chrome"), "chromium"),
    "pdftotext": (("pdftotext",), "poppler-utils"),
    "tesseract": (("tesseract",), "tesseract-ocr"),
}


def missing(package: str) -> None:
    """Skips the test because a package is missing; where everything is promised (CI=true) that is a failure."""
    reason = f"missing package: {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def need_tool() -> Callable[[str], str]:
    """A function from a tool's name to its path; it skips the test where the tool is missing."""

    def find(tool: str) -> str:
        commands, package = TOOLS[tool]
        path = next((found for command in commands if (found := shutil.which(command))), None)
        if path is None:
            missing(package)
        assert path is not None
        return path

    return find


@pytest.fixture(scope="session")
def danish_ocr(need_tool: Callable[[str], str]) -> str:
    """The path of a tesseract that reads Danish."""
    path = need_tool("tesseract")
    languages = subprocess.run([path, "--list-langs"], capture_output=True, text=True, check=True).stdout.split()
    if "dan" not in languages:
        missing("tesseract-ocr-dan")
    return path


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, as installed by `npm ci` in tests/browser."""
    script = ROOT / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
    if not script.is_file():
        missing("axe-core (npm ci in tests/browser)")
    return script.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real minutes that REFERAT_CORPUS names; they are not part of the project, so the test is skipped without it."""
    folder = os.environ.get("REFERAT_CORPUS")
    if not folder:
        pytest.skip("REFERAT_CORPUS is not set")
    path = Path(folder)
    assert path.is_dir(), f"REFERAT_CORPUS is no folder: {path}"
    return path


@pytest.fixture(scope="session")
def samples() -> list[Path]:
    """The sample minutes of the project."""
    found = sorted((ROOT / "corpus" / "sample").rglob("*.pdf"))
    assert len(found) >= 8
    return found
