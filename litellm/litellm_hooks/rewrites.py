"""Puts rewritten texts into a request, and changes nothing else of it."""

from typing import Any


def rewrite(data: dict[str, Any], changes: Any) -> bool:
    """Whether all of `changes`, each `{path, text}`, were made; otherwise none was.

    The containers on the way to a text are copied and what they held stays as it is: others may hold on to the request
    as the client sent it.
    """
    if not isinstance(changes, list) or not changes:
        return False
    roots: dict[str, Any] = {}
    for change in changes:
        path, text = change["path"], change["text"]
        if not (isinstance(path, list) and path and isinstance(path[0], str) and isinstance(text, str)):
            return False
        name = path[0]
        roots[name] = replaced(roots.get(name, data.get(name)), path[1:], text)
    data.update(roots)
    return True


def replaced(value: Any, path: list[Any], text: str) -> Any:
    """A copy of `value` with the text at `path` replaced. Raises TypeError where there is no text to be replaced."""
    if not path:
        if not isinstance(value, str):
            raise TypeError("there is no text at the end of this path")
        return text
    step = path[0]
    if isinstance(value, list) and isinstance(step, int) and not isinstance(step, bool) and 0 <= step < len(value):
        copy: Any = list(value)
    elif isinstance(value, dict) and isinstance(step, str) and step in value:
        copy = dict(value)
    else:
        raise TypeError("this path leads nowhere")
    copy[step] = replaced(value[step], path[1:], text)
    return copy
