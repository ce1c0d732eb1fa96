"""The hook service's side of stock LiteLLM: one request before a call, its answer's outcome, and usage records that arrive.

`hooks_plugin.py` beside this folder is what LiteLLM's configuration names. The package carries data and decides nothing;
a fault of its own or of the hook service is a call without hooks or a delayed event, never a failed call.
"""
