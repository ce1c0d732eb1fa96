"""Loads a configuration as LiteLLM's proxy does and prints, as JSON, what it made of it."""

import asyncio
import json
import sys

import litellm
from litellm.proxy import proxy_server as proxy

_, models, general = asyncio.run(proxy.proxy_config.load_config(router=None, config_file_path=sys.argv[1]))
print(
    json.dumps(
        {
            "general_settings": dict(general.items()),
            "has_custom_auth": proxy.user_custom_auth is not None,
            "proxy_batch_write_at": proxy.proxy_batch_write_at,
            "disable_spend_logs": proxy.disable_spend_logs,
            "callbacks": [type(callback).__module__ for callback in litellm.callbacks],
            "models": [{"name": m["model_name"], "params": m["litellm_params"]} for m in models or []],
        },
        default=str,
    )
)
