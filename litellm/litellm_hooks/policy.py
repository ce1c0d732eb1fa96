"""What a tenant's key may do: which routes, which models, with which parameters. An administrator may do everything."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from litellm.proxy._types import LitellmUserRoles, ProxyException, UserAPIKeyAuth

from .caller import CALLER
from .own_objects import CHOSEN, KEPT_APART, MISSING, NEVER, choice_in, own_credential
from .restrictions import Restrictions
from .routes import SETTING, Routes, is_shared, route_of

CLOSED = "The route {route} is closed for this key: what it uses is not known to be counted. An operator opens it with {setting}."
UNASKED = "The path names the model {model}, and this LiteLLM cannot say whether the key may call it: name it in the body alone."


@dataclass(frozen=True)
class Policy:
    """Raises ProxyException, with a status and one sentence, for what a key may not do."""

    routes: Routes
    restrictions: Restrictions

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Policy":
        return cls(Routes.of(environment), Restrictions.of(environment))

    def check_route(self, request: Any, team_id: Optional[str]) -> None:
        """At authentication, where the route is known as LiteLLM serves it."""
        method, template = route_of(request)
        if not self.routes.allows(method, template):
            route = f"{method} {template}"
            raise refusal(403, CLOSED.format(route=route, setting=f"{SETTING}={route}"), "route")
        if not is_shared(template):
            return
        if KEPT_APART.isdisjoint(template.split("/")):
            raise refusal(403, NEVER.format(route=f"{method} {template}"), "route")
        if own_credential(team_id) is None:
            raise refusal(403, MISSING.format(team=team_id), "route")

    async def check_call(self, key: Any, data: Any, call_type: str) -> None:
        """Before the call, when LiteLLM has resolved path, alias and body."""
        if is_administrator(key) or not isinstance(data, dict):
            return
        if not self.routes.allows_call(call_type):
            self.check_other_call(key, data, call_type)
        if refused := self.restrictions.refused(data):
            raise refusal(400, refused[1], refused[0])
        await check_model(key, data)

    def check_other_call(self, key: UserAPIKeyAuth, data: dict[str, Any], call_type: str) -> None:
        """A call by a route that only an operator's setting opens: keys of the file have passed `check_route` already."""
        caller = CALLER.get()
        if caller is None or caller.key_hash != key.api_key:
            raise refusal(403, CLOSED.format(route=f"of {call_type}", setting=f"{SETTING}={call_type}"), "route")
        if is_shared(caller.route):
            use_own_objects(key, data)


def use_own_objects(key: UserAPIKeyAuth, data: dict[str, Any]) -> None:
    if (name := choice_in(data)) is not None:
        raise refusal(403, CHOSEN.format(name=name), name)
    credential = own_credential(key.team_id)
    if credential is None:
        raise refusal(403, MISSING.format(team=key.team_id), "route")
    data.update(credential)


def is_administrator(key: Any) -> bool:
    return getattr(key, "user_role", None) in (LitellmUserRoles.PROXY_ADMIN, LitellmUserRoles.PROXY_ADMIN.value)


async def check_model(key: UserAPIKeyAuth, data: dict[str, Any]) -> None:
    """LiteLLM authorises the model that the body names; the path of Azure's and of older clients names another one."""
    sent = data.get("proxy_server_request")
    body = sent.get("body") if isinstance(sent, dict) else None
    model = data.get("model")
    if not isinstance(body, dict) or model == body.get("model") or not isinstance(model, str):
        return
    if is_alias(key, body.get("model"), model):
        return
    try:
        from litellm.proxy.auth.auth_checks import can_key_call_model, can_object_call_model
        from litellm.proxy.proxy_server import llm_model_list, llm_router
    except ImportError:  # Of a LiteLLM to come: who cannot be asked has not allowed it.
        raise refusal(403, UNASKED.format(model=model), "model") from None
    await can_key_call_model(model=model, llm_model_list=llm_model_list, valid_token=key, llm_router=llm_router)
    if key.team_models:
        can_object_call_model(
            model=model,
            llm_router=llm_router,
            models=key.team_models,
            team_model_aliases=key.team_model_aliases,
            team_id=key.team_id,
            object_type="team",
        )


def is_alias(key: UserAPIKeyAuth, sent: Any, model: str) -> bool:
    """Whether LiteLLM made the one of the other by an alias, and so has authorised it."""
    import litellm

    after = litellm.model_alias_map.get(sent, sent) if isinstance(sent, str) else sent
    return isinstance(after, str) and (after == model or (key.aliases or {}).get(after) == model)


def refusal(status: int, message: str, parameter: str) -> ProxyException:
    return ProxyException(message=message, type="invalid_request_error", param=parameter, code=status)
