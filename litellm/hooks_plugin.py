"""What LiteLLM's configuration names: `litellm_settings: {callbacks: [hooks_plugin.hooks]}`.

LiteLLM runs this file by its path, once for each name that a configuration takes from it, and does not look for
packages beside it; so this file does, and all that it names comes from the one package that Python keeps.
"""

import os
import sys

folder = os.path.dirname(os.path.abspath(__file__))
if folder not in sys.path:
    sys.path.append(folder)

from litellm_hooks.wiring import names


def __getattr__(name: str) -> object:
    """`hooks`; `guarded_hooks` and `Guardrail` for `guardrails:`; `generic_hooks` beside the stock guardrail."""
    try:
        return names[name]()
    except KeyError:
        raise AttributeError(f"hooks_plugin has no {name}; it has {', '.join(sorted(names))}") from None
