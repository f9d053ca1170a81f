"""What is installed is what is in the tree."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("models", "extract", "db", "corpus")


def settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def expected_packages() -> set[str]:
    """Every folder that has an __init__.py, under its import name."""
    found = {"referat"}
    for folder in FOLDERS:
        found |= {"referat." + ".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / folder).rglob("__init__.py")}
    return found


def test_every_package_of_the_tree_is_listed() -> None:
    listed = settings()["tool"]["setuptools"]["packages"]
    assert sorted(listed) == sorted(expected_packages())
    assert len(listed) == len(set(listed))


def test_the_links_for_type_checkers_lead_to_the_folders() -> None:
    for folder in FOLDERS:
        link = ROOT / "referat" / folder
        assert link.is_symlink()
        assert link.resolve() == ROOT / folder


def test_the_version_stands_in_one_form() -> None:
    import referat

    assert referat.__version__ == settings()["project"]["version"]
    assert f"## {referat.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy, so that no leftover of an earlier build gets into it."""
    folder = tmp_path_factory.mktemp("wheel")
    copy = folder / "source"
    for name in ("referat", *FOLDERS):
        shutil.copytree(ROOT / name, copy / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__", "*.pdf"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(copy)]
    subprocess.run(build, check=True, stdin=subprocess.DEVNULL)
    return next(folder.glob("referat-*.whl"))


def data_files() -> set[str]:
    """The files beside the modules that the program reads when it runs."""
    patterns = (
        "models/lexicon/*.toml", "models/names/*.t?t", "models/names/*.tsv", "models/danish/LICENSE", "models/danish/pipeline/**/*",
        "db/queries/*.sql", "db/export/*.html", "db/export/published/*", "db/explorer/templates/*.html", "db/explorer/static/*",
    )  # fmt: skip
    return {f"referat/{path.relative_to(ROOT)}" for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()}


def test_the_wheel_holds_modules_and_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    tops = {name.split("/")[0] for name in names}
    assert tops == {"referat", wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"}
    assert data_files() <= names
    sources = [path.relative_to(ROOT) for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    modules = {f"referat/{path}" for path in sources if path.parts[:2] != ("corpus", "sample")}  # the samples' own makers stay outside
    assert modules | {"referat/cli.py", "referat/__main__.py", "referat/py.typed"} <= names


def test_the_wheel_gives_the_command_and_the_plugin(wheel: Path, tmp_path: Path) -> None:
    """Installed beside the libraries of this environment, in front of the checkout, from a folder that is not the checkout."""
    target = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel)]
    subprocess.run(install, check=True, stdin=subprocess.DEVNULL)
    script = (
        "import importlib.metadata as m, pathlib, referat, referat.extract, referat.models.lexicon, referat.db.explorer\n"
        f"assert pathlib.Path(referat.extract.__file__).is_relative_to({str(target)!r}), referat.extract.__file__\n"
        "names = {(point.group, point.name) for point in m.distribution('referat').entry_points}\n"
        "assert names == {('console_scripts', 'referat'), ('datasette', 'referat')}, names\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=tmp_path, env={"PYTHONPATH": str(target), "PATH": ""})
    version = subprocess.run(
        [sys.executable, "-m", "referat", "--version"],
        check=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(target), "PATH": "", "LC_ALL": "C.UTF-8"},
    )
    assert settings()["project"]["version"] in version.stdout
