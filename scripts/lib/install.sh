# shellcheck shell=bash
# Installs what the project needs into its own folder, and says in one sentence what is missing on the machine.
# To be sourced by the scripts beside this folder; it expects to run in the project's root.

LITELLM_VERSION="${LITELLM_VERSION:-1.106.2}"

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# step TITLE COMMAND...: runs a long command quietly, shows that time passes, and on failure the end of what it printed.
step() {
  local title="$1" output started=$SECONDS process
  shift
  output=$(mktemp)
  "$@" >"$output" 2>&1 </dev/null &
  process=$!
  while kill -0 "$process" 2>/dev/null; do
    if [ -t 2 ]; then printf '\r%s ... %ds ' "$title" "$((SECONDS - started))" >&2; fi
    sleep 0.5
  done
  if wait "$process"; then
    if [ -t 2 ]; then printf '\r' >&2; fi
    echo "$title ... done in $((SECONDS - started))s " >&2
    rm -f "$output"
  else
    echo >&2
    tail -n 15 "$output" >&2
    rm -f "$output"
    return 1
  fi
}

require_node() {
  command -v node >/dev/null 2>&1 || fail "Node.js 20.11 or later is needed, and no 'node' is on the PATH."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 11) ? 0 : 1)' ||
    fail "Node.js 20.11 or later is needed, but this one is $(node --version)."
}

find_python() {
  local candidate
  for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3.10 python3 python; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 &&
      "$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 10) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  fail "Python 3.10 to 3.13 with its venv module is needed for LiteLLM, and none is on the PATH (set PYTHON to name one)."
}

# A stamp holds the checksum of what was installed from, so that a second run has nothing to do.
stamp_matches() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

install_node_packages() {
  local wanted
  wanted=$(cksum <package-lock.json)
  stamp_matches node_modules/.installed-from "$wanted" && return
  step "Installing npm packages" npm ci --no-audit --no-fund ||
    fail "The npm packages could not be installed; is the npm registry reachable from here?"
  echo "$wanted" >node_modules/.installed-from
}

build() {
  step "Building the hook service" npm run --silent build || fail "The TypeScript sources do not compile."
}

install_litellm() {
  local python stamp=.venv/.installed-from
  stamp_matches "$stamp" "$LITELLM_VERSION" && return
  python=$(find_python) || exit 1
  if [ ! -x .venv/bin/python ]; then
    step "Creating .venv" "$python" -m venv .venv || fail "A Python virtual environment could not be made in .venv."
  fi
  step "Installing LiteLLM $LITELLM_VERSION into .venv" .venv/bin/python -m pip install --quiet "litellm[proxy]==$LITELLM_VERSION" ||
    fail "LiteLLM $LITELLM_VERSION could not be installed; is the Python package index reachable from here?"
  echo "$LITELLM_VERSION" >"$stamp"
}
