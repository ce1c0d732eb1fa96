"""What the environment says about the hook service and how far the plugin goes."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Settings:
    """Times are in seconds, sizes in bytes unless a name says otherwise."""

    url: str = "http://127.0.0.1:4100"
    secret: str = ""
    # Paths of PEM files for an `https` address: the authority to trust, and a certificate of LiteLLM's own with its key.
    tls_ca: str = ""
    tls_certificate: str = ""
    tls_key: str = ""
    # The whole hop before a call: connecting, asking, and reading the answer.
    call_seconds: float = 0.5
    # The look-up of the generic transport, which makes one for each call.
    lookup_seconds: float = 0.25
    # One batch of usage records and answers.
    batch_seconds: float = 5.0
    flush_seconds: float = 1.0
    shutdown_seconds: float = 8.0
    # Whether answers are sent with their usage records, for detection.
    response_detection: bool = False
    # Whether records name the trace that a call has in Langfuse.
    langfuse: bool = False
    max_batch: int = 500
    max_batch_bytes: int = 8_000_000
    max_waiting: int = 50_000
    max_waiting_bytes: int = 64_000_000

    def tls(self) -> Optional[ssl.SSLContext]:
        """For an `https` address; raises where a file is not there, or is none of TLS."""
        if not self.url.startswith("https:"):
            return None
        context = ssl.create_default_context(cafile=self.tls_ca or None)
        if self.tls_certificate:
            context.load_cert_chain(self.tls_certificate, self.tls_key or None)
        return context

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Settings":
        """Reads the environment; what is not set, or is no number, keeps its default."""

        def number(name: str, default: float, unit: float = 1.0) -> float:
            try:
                value = float(environment.get(name, "")) / unit
            except ValueError:
                return default
            return value if 0 < value < float("inf") else default

        return cls(
            url=environment.get("HOOKS_URL", "").rstrip("/") or cls.url,
            secret=environment.get("HOOKS_SECRET", cls.secret),
            tls_ca=environment.get("HOOKS_TLS_CA", cls.tls_ca),
            tls_certificate=environment.get("HOOKS_TLS_CERTIFICATE", cls.tls_certificate),
            tls_key=environment.get("HOOKS_TLS_KEY", cls.tls_key),
            call_seconds=number("HOOKS_CALL_TIMEOUT_MS", cls.call_seconds, 1000),
            lookup_seconds=number("HOOKS_LOOKUP_TIMEOUT_MS", cls.lookup_seconds, 1000),
            flush_seconds=number("HOOKS_FLUSH_SECONDS", cls.flush_seconds),
            response_detection=environment.get("HOOKS_RESPONSE_DETECTION") == "on",
            langfuse=bool(environment.get("LANGFUSE_PUBLIC_KEY") and environment.get("LANGFUSE_SECRET_KEY")),
        )
