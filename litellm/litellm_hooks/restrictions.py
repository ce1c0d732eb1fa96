"""Which parameters a tenant's call may not have: those by which a client would choose what is the operator's to choose.

LiteLLM takes its own settings out of a request's body, too: where the call goes, by which key, at what price, and what is
printed. Only those are refused. A parameter that nobody knows here is a provider's, and passes.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Optional

SETTING = "HOOKS_ALLOWED_PARAMETERS"

ROUTING = "it chooses where LiteLLM sends the call"
CREDENTIALS = "it chooses by which credentials LiteLLM makes the call"
PRICE = "it changes what LiteLLM takes the call to cost"
LOGGING = "it prints the call, or sends it elsewhere"
UNMETERED = "the usage of such a call does not arrive"
HIDDEN = "it would take the place of what was authorised and scanned"

# By name; each is the operator's, in LiteLLM's configuration.
NAMES: dict[str, str] = {
    **dict.fromkeys(
        """custom_llm_provider deployment_id deployment_url api_base base_url api_version azure azure_endpoint region_name
        allowed_model_region aws_region_name vertex_project vertex_location vertex_ai_project vertex_ai_location
        watsonx_region_name headers extra_headers default_headers default_query extra_query provider_specific_header
        user_config model_list model_info model_config model_alias_map litellm_params router_settings_override
        routing_strategy specific_deployment silent_model use_litellm_proxy use_client use_chat_completions_api
        use_in_pass_through client shared_session ssl_verify proxies context_window_fallback_dict weights _router_weights
        provider_affinity_header data_residency acompletion aembedding atext_completion aimg_generation
        allm_passthrough_route async_call hf_model_name custom_prompt_dict completion_call_id search_tool_name
        configurable_clientside_auth_params retry_policy tag_regex""".split(),
        ROUTING,
    ),
    **dict.fromkeys(
        """organization litellm_credential_name client_id client_secret use_xai_oauth litellm_trusted_callback_vars
        fireworks_forward_user_id bedrock_tags""".split(),
        CREDENTIALS,
    ),
    **dict.fromkeys("base_model tiered_pricing max_budget budget_duration output_vector_size".split(), PRICE),
    **dict.fromkeys(
        """litellm_request_debug verbose logger_fn callbacks success_callback failure_callback service_callback
        input_callback litellm_disabled_callbacks log_client_error_tracebacks""".split(),
        LOGGING,
    ),
}
# By their kind: LiteLLM has dozens of each, and new ones come.
KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r".*_cost(?:_.*)?|cost_per_.*|.*_uplift_multiplier.*"), PRICE),
    (re.compile(r"(?:aws|azure|vertex|s3|gcs|sagemaker|anthropic|openai|oci|watsonx|databricks)_.*"), CREDENTIALS),
    (re.compile(r"mock_(?!response$|tool_calls$).*|(?:auto|adaptive|complexity|quality)_router_.*"), ROUTING),
    (
        re.compile(r"(?:langfuse|langsmith|arize|dd|gcs|humanloop|newrelic|posthog|signoz|wandb|weave|slack|phoenix)_.*"),
        LOGGING,
    ),
    (re.compile(r"_.*"), ROUTING),
)
# Clients send these, and LiteLLM's kinds above would take them for its own.
CLIENTS = frozenset(("anthropic_beta", "anthropic_version", "langfuse_prompt_version", "langsmith_sampling_rate"))
# Within `extra_body`, which LiteLLM lays over the request at the very end.
OVERLAID = frozenset("messages prompt input model system instructions contents extra_body".split())
FALLBACKS = ("fallbacks", "context_window_fallbacks", "content_policy_fallbacks")


def reason_of(name: str) -> Optional[str]:
    """Why a parameter is refused; None for one that passes."""
    if name in NAMES:
        return NAMES[name]
    if "_" not in name or name in CLIENTS:
        return None
    return next((reason for pattern, reason in KINDS if pattern.fullmatch(name)), None)


class Restrictions:
    """The policy with an operator's exceptions, and what was found of names before: clients send the same ones each time."""

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self.allowed = frozenset(allowed)
        self.known: dict[str, Optional[str]] = {}

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Restrictions":
        return cls(filter(None, (name.strip() for name in environment.get(SETTING, "").split(","))))

    def reason(self, name: str) -> Optional[str]:
        if name in self.known:
            return self.known[name]
        found = None if name in self.allowed or "*" in self.allowed else reason_of(name)
        if len(self.known) < 1_000:  # A client may make names up without end.
            self.known[name] = found
        return found

    def refused(self, data: Mapping[str, Any]) -> Optional[tuple[str, str]]:
        """The first parameter that is refused, and one sentence about it. `data` is a request as LiteLLM is about to use it."""
        sent = data.get("proxy_server_request")
        sent = sent if isinstance(sent, dict) else {}
        body = sent.get("body")
        names = body if isinstance(body, dict) else data
        for name in names:
            if (reason := self.reason(name)) and not is_of_litellm(name, data, sent):
                return name, sentence(name, reason)
        # LiteLLM leaves these out of its copy of the body, and adds its own.
        for name in sent.get("credential_fields") or ():
            if reason := self.reason(name):
                return name, sentence(name, reason)
        return self.refused_inside(names)

    def refused_inside(self, body: Mapping[str, Any]) -> Optional[tuple[str, str]]:
        extra = body.get("extra_body")
        if isinstance(extra, dict) and not OVERLAID.isdisjoint(extra):
            name = "extra_body." + next(name for name in extra if name in OVERLAID)
            if not self.allowed.intersection((name, "*")):
                return name, sentence(name, HIDDEN)
        if body.get("background") is True and self.allowed.isdisjoint(("background", "*")):
            return "background", sentence("background", UNMETERED)
        for field in FALLBACKS:
            for name in names_within(body.get(field)):
                if reason := self.reason(name):
                    return f"{field}.{name}", sentence(name, reason, f"{field}.{name}")
        return None


def sentence(name: str, reason: str, place: str = "") -> str:
    return f"The parameter {place or name} is refused: {reason}. An operator allows it with {SETTING}={name}."


def is_of_litellm(name: str, data: Mapping[str, Any], sent: Mapping[str, Any]) -> bool:
    """Whether LiteLLM itself wrote it: the version that Azure's clients have in their address."""
    return name == "api_version" and "api-version=" in str(sent.get("url"))


def names_within(value: Any, depth: int = 0) -> Iterable[str]:
    """The parameters of fallbacks: LiteLLM lays those of each over the request."""
    if depth > 8:
        return
    if isinstance(value, dict):
        yield from (str(name) for name in value)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if isinstance(inner, (dict, list)):
            yield from names_within(inner, depth + 1)
