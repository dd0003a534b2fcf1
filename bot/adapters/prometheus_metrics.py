"""Counts for Prometheus, served on this machine alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, start_http_server

from bot.usecases.spending import NOT_SENT, ModelCall

HERE = "127.0.0.1"
_SECONDS = (0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600)
_WORD = re.compile(r"[a-z][a-z0-9+-]{0,39}")


class PrometheusMetrics:
    """`Metrics` in a registry of its own, so that a process may have several."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._calls = Counter(
            "vigie_model_calls",
            "Calls of the language model, and those not sent (over-budget, identifies)",
            ["purpose", "outcome"],
            registry=self._registry,
        )
        self._tokens = Counter(
            "vigie_model_tokens", "Tokens of the language model", ["direction"], registry=self._registry
        )
        self._seconds = Histogram(
            "vigie_model_seconds",
            "Seconds a call of the language model took",
            ["purpose"],
            registry=self._registry,
            buckets=_SECONDS,
        )
        self._reviews = Counter(
            "vigie_reviews", "Reviews that were made", ["verdict", "engine"], registry=self._registry
        )
        self._dropped = Counter(
            "vigie_dropped",
            "What the language model said and nobody was shown",
            ["why"],
            registry=self._registry,
        )

    def called(self, call: ModelCall) -> None:
        """A call of the model is over, or was not sent."""
        purpose = _label(call.purpose)
        self._calls.labels(purpose, _label(call.outcome)).inc()
        if call.outcome not in NOT_SENT:
            self._tokens.labels("in").inc(max(0, call.spent.tokens_in))
            self._tokens.labels("out").inc(max(0, call.spent.tokens_out))
            self._seconds.labels(purpose).observe(call.seconds)

    def reviewed(self, verdict: str, engine: str) -> None:
        """A review was made."""
        self._reviews.labels(_label(verdict), _label(engine)).inc()

    def dropped(self, why: str, count: int = 1) -> None:
        """Verification dropped something that the model said."""
        self._dropped.labels(_label(why)).inc(max(0, count))

    def page(self) -> str:
        """What a monitor reads, in Prometheus's text format."""
        return generate_latest(self._registry).decode("utf-8")

    @contextmanager
    def served(self, port: int) -> Iterator[int]:
        """Serve the page on that port of this machine, any free one for 0; gives the port.

        Raises OSError for a port that cannot be had.
        """
        server, thread = start_http_server(port, HERE, self._registry)
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def _label(word: str) -> str:
    """A word of a closed set; anything else, which could be somebody's text, is `other`."""
    return word if _WORD.fullmatch(word) else "other"
