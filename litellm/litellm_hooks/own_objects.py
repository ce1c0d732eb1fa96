"""Whose files, batches and vector stores a call gets: a provider keeps them by its key, and most tenants share one key.

So a route to them needs a credential of the tenant's own, and the call is made with that one and no other.
"""

from collections.abc import Mapping
from typing import Any, Optional
from urllib.parse import parse_qs, urlsplit

# By these a client would say which deployment's or provider's credential LiteLLM is to take.
CHOICES = frozenset("model target_model_names custom_llm_provider provider api_key".split())
CHOOSING_HEADERS = ("x-litellm-model", "custom-llm-provider", "provider")
# How LiteLLM writes the name of a deployment into an identifier: `litellm` in base64.
MODEL_IN_ID = "bGl0ZWxs"
# Of which LiteLLM is known to ask for with the team's own key. A test looks at what the provider got.
KEPT_APART = frozenset(("files", "batches", "vector_stores"))
NEVER = "The route {route} hands out objects that a provider keeps by its key, and LiteLLM cannot keep them apart by tenant."
MISSING = (
    "This route hands out objects that a provider keeps by its key, and team {team} has no provider key of its own: "
    "an operator gives it one with `credentials` in config/tenants.yaml."
)
CHOSEN = "Objects of a provider are reached by the team's own key alone: leave out {name}."


def own_credential(team_id: Optional[str], provider: str = "openai") -> Optional[dict[str, Any]]:
    """What the configuration gives this team alone, of its deployments that are nobody else's."""
    from litellm.proxy.proxy_server import llm_router

    if not team_id or llm_router is None:
        return None
    for deployment in llm_router.model_list:
        params, info = deployment.get("litellm_params") or {}, deployment.get("model_info") or {}
        if info.get("team_id") == team_id and params.get("api_key") and str(params.get("model")).startswith(f"{provider}/"):
            return {name: params[name] for name in ("api_key", "api_base") if params.get(name)}
    return None


def choice_in(data: Mapping[str, Any]) -> Optional[str]:
    """The first thing in a request that would choose another credential."""
    sent = data.get("proxy_server_request") or {}
    body, headers, url = sent.get("body"), sent.get("headers") or {}, str(sent.get("url") or "")
    query = parse_qs(urlsplit(url).query)
    for name in CHOICES:
        if name in query or (isinstance(body, dict) and body.get(name)):
            return name
    values = [url, *(value for value in (body or {}).values() if isinstance(value, str))]
    if any(MODEL_IN_ID in value for value in values):
        return "the identifier that names a model"
    return next((name for name in CHOOSING_HEADERS if name in headers), None)
