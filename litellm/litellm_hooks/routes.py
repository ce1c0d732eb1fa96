"""Which of LiteLLM's routes a tenant's key may call: those whose usage is known to arrive, and what an operator opens.

LiteLLM has hundreds of routes, and each release brings more. On many of them a call is answered and nobody is told what it
cost, and others hand out what belongs to everybody behind the one provider key: so what is not listed is closed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SETTING = "HOOKS_ROUTES"
# As LiteLLM writes them: `{model:path}` is the deployment of Azure's and of OpenAI's older clients.
DEPLOYMENT = ("/engines/{model:path}/", "/openai/deployments/{model:path}/")
# Parts of a path behind which lie objects that the provider keeps for everybody who has its key.
SHARED = frozenset(
    """files batches vector_stores fine_tuning assistants threads containers evals skills videos agents interactions
    conversations""".split()
)


@dataclass(frozen=True)
class Group:
    """Routes that are opened together, as `METHOD /template`, and LiteLLM's names of the calls that come by them."""

    routes: frozenset[str]
    call_types: frozenset[str] = frozenset()


def group(call_types: str, paths: Iterable[str], method: str = "POST") -> Group:
    return Group(frozenset(f"{method} {path}" for path in paths), frozenset(call_types.split()))


def both(name: str, *more: str) -> tuple[str, ...]:
    """The paths of one of OpenAI's APIs, with and without its version."""
    return (f"/v1/{name}", f"/{name}", *more)


def deployed(name: str) -> tuple[str, ...]:
    """And those that name the model themselves."""
    return both(name, *(prefix + name for prefix in DEPLOYMENT))


MODELS = ("models", "models/{model_id}", "model/info", "model_group/info")
GEMINI = ("/models/{model_name:path}:", "/v1beta/models/{model_name:path}:")

# By the names that the setting takes. A test compares provider calls with events on every one of these.
OPEN: dict[str, Group] = {
    "chat": group("acompletion completion", deployed("chat/completions")),
    "completions": group("atext_completion text_completion", deployed("completions")),
    "embeddings": group("aembedding embedding embeddings", deployed("embeddings")),
    "messages": group("anthropic_messages aanthropic_messages", ["/v1/messages"]),
    "responses": group("aresponses responses", both("responses", "/openai/v1/responses")),
    # No provider charges for these two.
    "models": group("", (path for name in MODELS for path in both(name)), "GET"),
    "token-counting": group("acount_tokens", ["/v1/messages/count_tokens", "/utils/token_counter"]),
}
# Closed until an operator names them: LiteLLM prices some of these calls, and some not.
OPTIONAL: dict[str, Group] = {
    "images": group("aimage_generation image_generation", both("images/generations", DEPLOYMENT[1] + "images/generations")),
    "speech": group("aspeech speech", both("audio/speech")),
    "transcriptions": group("atranscription transcription", both("audio/transcriptions")),
    "moderations": group("amoderation moderation", both("moderations")),
    "rerank": group("arerank rerank", both("rerank", "/v2/rerank")),
    "gemini": group(
        "agenerate_content agenerate_content_stream",
        (prefix + verb for prefix in GEMINI for verb in ("generateContent", "streamGenerateContent")),
    ),
}
GROUPS = {**OPEN, **OPTIONAL}


@dataclass(frozen=True)
class Routes:
    """What is open: routes as `METHOD /template`, the beginnings of routes, and call types."""

    open: frozenset[str]
    prefixes: tuple[str, ...]
    call_types: frozenset[str]

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Routes":
        """The default, and what HOOKS_ROUTES adds: groups, routes (`POST /v1/ocr`, `GET /v1/files*`), or call types."""
        added = (part.strip() for part in environment.get(SETTING, "").split(","))
        names = [*OPEN, *filter(None, added)]
        groups = [GROUPS[name] for name in names if name in GROUPS]
        single = [name for name in names if name not in GROUPS]
        return cls(
            open=frozenset().union(*(one.routes for one in groups), single),
            prefixes=tuple(name[:-1] for name in single if name.endswith("*")),
            call_types=frozenset().union(*(one.call_types for one in groups), single),
        )

    def allows(self, method: str, template: str) -> bool:
        route = f"{method} {template}"
        return route in self.open or (bool(self.prefixes) and route.startswith(self.prefixes))

    def allows_call(self, call_type: str) -> bool:
        """When the call is about to be made, whatever was known where its key was authorised."""
        return call_type in self.call_types or "" in self.prefixes


def is_shared(template: str) -> bool:
    """Whether a route hands out objects that a provider keeps by its key, and so everybody's."""
    parts = template.strip("/").split("/")
    # What follows `responses` names a stored one.
    return bool(SHARED.intersection(parts)) or "responses" in parts[:-1]


def route_of(request: Any) -> tuple[str, str]:
    """Method and template of the handler that LiteLLM chose. A websocket has none here: its path stands for itself."""
    scope: Mapping[str, Any] = request.scope
    template = getattr(scope.get("route"), "path", None)
    if not isinstance(template, str):
        return "WEBSOCKET", str(scope.get("path") or "")
    return str(scope.get("method") or "").upper(), template
