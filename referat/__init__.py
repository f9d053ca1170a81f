"""referat: reads Danish minutes (referater) and keeps what was decided, by whom, and what is to be done."""

from pathlib import Path

__version__ = "0.1.0"

# In a checkout the parts stand beside this folder (extract/, models/, corpus/, db/), not inside it.
_root = Path(__file__).resolve().parent.parent
if (_root / "pyproject.toml").is_file() and (_root / "extract" / "__init__.py").is_file():
    __path__.insert(0, str(_root))
