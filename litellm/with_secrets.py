"""Starts a command with the secrets that stand in files: `python3 with_secrets.py litellm --config ...`.

Of each NAME_FILE the content becomes NAME, and so does each file called NAME in the folder KEYS_DIRECTORY (`.keys` without).
A variable that is set goes before the folder. The hook service does the same by itself
(hooks-server/configuration/secret-files.ts).
"""

import os
import re
import sys
from collections.abc import MutableMapping

# Other names that end in `_FILE` are somebody else's: VIRTUAL_KEYS_FILE, SSL_CERT_FILE.
SECRET = re.compile(
    "[A-Z][A-Z0-9_]*_(API_KEY|VIRTUAL_KEY|MASTER_KEY|SALT_KEY|SECRET_KEY|PUBLIC_KEY|ACCESS_KEY|ACCESS_KEY_ID|SECRET|PASSWORD|URL)"
)

# Names that others use for the same thing, and the name that config/providers has.
ALIASES = {
    "GOOGLE_API_KEY": "GEMINI_API_KEY",
    "GOOGLE_PROJECT_ID": "VERTEXAI_PROJECT",
    "GOOGLE_APPLICATION_CREDENTIALS": "VERTEXAI_CREDENTIALS",
}


def read_secret_files(environment: MutableMapping[str, str]) -> None:
    """Puts secrets that stand in files into the environment; a SystemExit with one sentence when that cannot be."""
    for variable, path in list(environment.items()):
        name = variable.removesuffix("_FILE")
        if name == variable or not SECRET.fullmatch(name):
            continue
        del environment[variable]
        if path and environment.get(name):
            raise SystemExit(f"Both {name} and {variable} are set; take one of them out.")
        if path:
            environment[name] = read_secret(path, variable)
    folder = environment.get("KEYS_DIRECTORY", ".keys")
    for name in names_in(folder):
        if SECRET.fullmatch(name) and not environment.get(name):
            environment[name] = read_secret(os.path.join(folder, name), name)
    for other, name in ALIASES.items():
        if environment.get(other) and not environment.get(name):
            environment[name] = environment[other]


def refuse_without_salt(environment: MutableMapping[str, str]) -> None:
    """LiteLLM would encrypt what it stores with its master key, which then could never be changed."""
    if environment.get("DATABASE_URL") and not environment.get("LITELLM_SALT_KEY"):
        raise SystemExit("DATABASE_URL is set, but LITELLM_SALT_KEY is not: set it once to a secret, and never change it.")


def names_in(folder: str) -> list[str]:
    try:
        return os.listdir(folder) if os.path.isdir(folder) else []
    except OSError:
        raise SystemExit(f"KEYS_DIRECTORY: the folder {folder} cannot be read.") from None


def read_secret(path: str, name: str) -> str:
    try:
        # Some editors put a byte order mark before a text.
        with open(path, encoding="utf-8-sig") as file:
            return file.read().rstrip()
    except (OSError, UnicodeDecodeError):
        raise SystemExit(f"{name}: the file {path} cannot be read.") from None


if __name__ == "__main__":
    read_secret_files(os.environ)
    refuse_without_salt(os.environ)
    os.execvp(sys.argv[1], sys.argv[1:])
