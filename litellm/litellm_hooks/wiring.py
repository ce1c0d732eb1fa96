"""Makes the plugin's parts, once for each process, when LiteLLM asks for one of them by its name."""

import os
from collections.abc import Callable
from functools import cache

from .generic import GenericHooks
from .guardrail import guardrail_class
from .langfuse import add_traces
from .logger import Hooks
from .own_keys import hold_to_routes
from .plugin import Plugin
from .policy import Policy
from .refusals import name_refused
from .settings import Settings
from .surface import Surface


@cache
def plugin() -> Plugin:
    return create_plugin(Settings.of(os.environ))


def create_plugin(settings: Settings) -> Plugin:
    """A plugin with its cache in LiteLLM. An address that is none is told at once, and nothing is asked then."""
    made = Plugin(settings, Surface())
    made.install_cache()
    if made.surface.has("routes"):
        hold_to_routes(Policy.of(os.environ))
    if made.surface.has("refusals"):
        name_refused()
    if settings.langfuse and os.environ.get("HOOKS_LANGFUSE_TRACES") != "off":
        add_traces()
    return made


@cache
def hooks() -> Hooks:
    return Hooks(plugin())


@cache
def guarded_hooks() -> Hooks:
    return Hooks(plugin(), asks=False)


@cache
def generic_hooks() -> GenericHooks:
    return GenericHooks(plugin())


@cache
def guardrail() -> type:
    return guardrail_class(plugin())


names: dict[str, Callable[[], object]] = {
    "hooks": hooks,
    "guarded_hooks": guarded_hooks,
    "generic_hooks": generic_hooks,
    "Guardrail": guardrail,
}
