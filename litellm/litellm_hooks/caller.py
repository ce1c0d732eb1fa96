"""Who is calling, as far as authentication knew when LiteLLM refused the call: it tells its hooks the key's hash alone."""

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Optional

CORRELATION = ("x-correlation-id", "x-request-id")
# Longer ones are not taken over: see hooks-server/litellm/correlation.ts.
MAX_HEADER = 256


@dataclass(frozen=True)
class Caller:
    key_hash: str
    alias: Optional[str] = None
    team_id: Optional[str] = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    # Those of the request's headers that name it.
    headers: Mapping[str, str] = field(default_factory=dict)
    # The template of the route that was called.
    route: str = ""


CALLER: ContextVar[Optional[Caller]] = ContextVar("hooks_caller", default=None)


def naming_headers(headers: Mapping[str, Any]) -> dict[str, str]:
    """The headers in which a client may name its request; the hook service chooses among them and checks what it takes."""
    return {name: headers[name] for name in CORRELATION if isinstance(headers.get(name), str) and len(headers[name]) <= MAX_HEADER}
