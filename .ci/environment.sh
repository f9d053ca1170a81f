# Read by ./explore and ./check: finds a Python and keeps the virtual environment in .venv up to date.

# Prints a Python that is new enough and can make virtual environments; says in Danish what to do where there is none.
find_python() {
  local candidate found=""
  for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python; do
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    found="$candidate"
    "$candidate" -c 'import ensurepip, venv' 2>/dev/null || continue
    printf '%s\n' "$candidate"
    return 0
  done
  if [ -z "$found" ]; then
    echo "Der skal bruges Python 3.11 eller nyere, og det blev ikke fundet. På Debian og Ubuntu: sudo apt install python3 python3-venv" >&2
  else
    echo "$found kan ikke lave et virtuelt miljø (modulet venv mangler). På Debian og Ubuntu: sudo apt install python3-venv" >&2
  fi
  return 1
}

# install_into_venv STAMP ARGUMENTS…: makes .venv where it is missing and installs, unless that was done for this pyproject.toml in this folder.
install_into_venv() {
  local stamp python
  stamp=".venv/.$1-$({ pwd; cat pyproject.toml; } | cksum | tr ' ' '-')"
  shift
  if [ -f "$stamp" ] && .venv/bin/python -c '' 2>/dev/null; then return 0; fi
  python=$(find_python) || return 1
  .venv/bin/python -c '' 2>/dev/null || "$python" -m venv --clear .venv
  .venv/bin/python -m pip install -qq --upgrade 'pip>=25.1'
  .venv/bin/python -m pip install -qq "$@" || return 1
  : > "$stamp"
}
