"""Counts for Prometheus: of this process, since it started; and how much waits in the inbox, when asked."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from bot.adapters.in_time import InTime
from bot.usecases.chat_ports import State
from bot.usecases.spending import NOT_SENT, ModelCall

MEDIA_TYPE = CONTENT_TYPE_LATEST
"""What the page is."""
_SECONDS = (0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600)
_SHORT_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 3, 5)
"""Slack waits three for an acknowledgement."""
_WORD = re.compile(r"[a-z][a-z0-9+-]{0,39}")
_QUEUE_IN_TIME = 1.0
COUNTED: tuple[State, ...] = ("waiting", "begun", "open", "failed")
"""Of what is in the inbox: what is over and done with is not counted at every look."""


@dataclass(frozen=True, slots=True)
class Queue:
    """How much of the inbox stands how, and for how many seconds the oldest of what waits has been due."""

    states: Mapping[str, int]
    oldest: float


class PrometheusMetrics:
    """`Metrics` in a registry of its own, so that a process may have several."""

    def __init__(self, queue: Callable[[], Queue] | None = None, in_time: float = _QUEUE_IN_TIME) -> None:
        """`queue` is asked when the page is read; what fails, or takes longer than `in_time` seconds, is left
        out of it."""
        self._registry = CollectorRegistry()
        if queue:
            self._registry.register(_QueueNow(queue, in_time))
        self._calls = self._counter(
            "vigie_model_calls",
            "Calls of the language model, and those not sent (over-budget, identifies)",
            "purpose",
            "outcome",
        )
        self._tokens = self._counter("vigie_model_tokens", "Tokens of the language model", "direction")
        self._seconds = self._histogram(
            "vigie_model_seconds", "Seconds a call of the language model took", "purpose"
        )
        self._reviews = self._counter("vigie_reviews", "Reviews that were made", "verdict", "engine")
        self._findings = self._counter("vigie_findings", "Findings of reviews", "rule", "source")
        self._dropped = self._counter(
            "vigie_dropped", "What the language model said and nobody was shown", "why"
        )
        self._jobs = self._counter("vigie_jobs", "Attempts at jobs", "outcome")
        self._job_seconds = self._histogram(
            "vigie_job_seconds", "Seconds an attempt at a job took", "outcome"
        )
        self._steps = self._histogram("vigie_step_seconds", "Seconds a step of a job took", "step")
        self._acks = self._counter("vigie_requests", "Requests at the web door", "status")
        self._ack_seconds = Histogram(
            "vigie_ack_seconds",
            "Seconds until a request at the web door was answered",
            registry=self._registry,
            buckets=_SHORT_SECONDS,
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

    def found(self, rule: str, source: str) -> None:
        """A finding of a review."""
        self._findings.labels(_label(rule), _label(source)).inc()

    def stepped(self, step: str, seconds: float) -> None:
        """A step of a job was done, or failed."""
        self._steps.labels(_label(step.replace(" ", "-"))).observe(seconds)

    def ended(self, outcome: str, seconds: float) -> None:
        """An attempt at a job is over."""
        self._jobs.labels(_label(outcome)).inc()
        self._job_seconds.labels(_label(outcome)).observe(seconds)

    def acknowledged(self, status: int, seconds: float) -> None:
        """A request at the web door was answered."""
        self._acks.labels(str(int(status))).inc()
        self._ack_seconds.observe(seconds)

    def page(self) -> str:
        """What a monitor reads, in Prometheus's text format."""
        return generate_latest(self._registry).decode("utf-8")

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(name, about, labels, registry=self._registry)

    def _histogram(self, name: str, about: str, label: str) -> Histogram:
        return Histogram(name, about, [label], registry=self._registry, buckets=_SECONDS)


class _QueueNow:
    """Looks at the inbox each time that the page is read."""

    def __init__(self, queue: Callable[[], Queue], in_time: float) -> None:
        self._queue = queue
        self._in_time = InTime(in_time)

    def collect(self) -> Iterator[Metric]:
        """The gauges; none where the inbox does not say in time."""
        try:
            queue = self._in_time(self._queue)
        except Exception:  # a database that is away is told by /readyz, and the other counts go on
            return
        jobs = GaugeMetricFamily("vigie_inbox_jobs", "What is in the inbox", labels=["state"])
        for state in COUNTED:
            jobs.add_metric([state], queue.states.get(state, 0))
        yield jobs
        about = "Seconds since the oldest of what waits was due"
        yield GaugeMetricFamily("vigie_inbox_oldest_seconds", about, queue.oldest)

    def describe(self) -> Iterator[Metric]:
        """Nothing is asked when it is registered."""
        return iter(())


def _label(word: str) -> str:
    """A word of a closed set; anything else, which could be somebody's text, is `other`."""
    return word if _WORD.fullmatch(word) else "other"
