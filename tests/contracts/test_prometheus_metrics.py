"""The counts that a monitor reads."""

import re
import threading
from dataclasses import replace
from datetime import UTC, datetime

from bot.adapters.prometheus_metrics import PrometheusMetrics, Queue
from bot.domain.budgets import Spent
from bot.usecases.metrics import Metrics, NoMetrics
from bot.usecases.ports import StorageError
from bot.usecases.spending import ModelCall

CALL = ModelCall(
    "c1",
    datetime(2026, 11, 22, tzinfo=UTC),
    "U0PERSON",
    "R0REVIEW",
    "judge",
    "openai:small",
    Spent(900, 100),
    2.5,
    "answered",
)


def read(metrics: PrometheusMetrics) -> dict[str, float]:
    """The counts, without the moments at which they began."""
    lines = [line.rsplit(" ", 1) for line in metrics.page().splitlines() if not line.startswith("#")]
    return {name: float(count) for name, count in lines if "_created" not in name}


def test_calls_tokens_and_seconds_are_counted() -> None:
    metrics = PrometheusMetrics()
    metrics.called(CALL)
    metrics.called(replace(CALL, outcome="timeout", spent=Spent(900, 0), seconds=60))

    counts = read(metrics)

    assert counts['vigie_model_calls_total{outcome="answered",purpose="judge"}'] == 1
    assert counts['vigie_model_calls_total{outcome="timeout",purpose="judge"}'] == 1
    assert counts['vigie_model_tokens_total{direction="in"}'] == 1_800
    assert counts['vigie_model_tokens_total{direction="out"}'] == 100
    assert counts['vigie_model_seconds_sum{purpose="judge"}'] == 62.5
    assert counts['vigie_model_seconds_bucket{le="5.0",purpose="judge"}'] == 1


def test_what_was_not_sent_takes_no_tokens_and_no_time() -> None:
    metrics = PrometheusMetrics()
    metrics.called(replace(CALL, outcome="identifies"))

    counts = read(metrics)

    assert counts['vigie_model_calls_total{outcome="identifies",purpose="judge"}'] == 1
    assert not any(name.startswith(("vigie_model_tokens", "vigie_model_seconds")) for name in counts)


def test_reviews_and_what_was_dropped_are_counted() -> None:
    metrics = PrometheusMetrics()
    metrics.reviewed("revise", "rules+model")
    metrics.dropped("quote", 3)
    metrics.dropped("clause")

    counts = read(metrics)

    assert counts['vigie_reviews_total{engine="rules+model",verdict="revise"}'] == 1
    assert counts['vigie_dropped_total{why="quote"}'] == 3
    assert counts['vigie_dropped_total{why="clause"}'] == 1


def test_nobody_is_named_and_nothing_that_could_be_a_text_is_a_label() -> None:
    metrics = PrometheusMetrics()
    said = "Call Jean Tremblay\n at 514 555-0199"
    metrics.called(replace(CALL, purpose=said))
    metrics.reviewed(said, said)
    metrics.dropped(said)
    metrics.dropped("x" * 41)

    page = metrics.page()

    assert not re.search(r"Jean|555-0199|U0PERSON|R0REVIEW|xxx", page)
    assert read(metrics)['vigie_dropped_total{why="other"}'] == 2


def test_a_server_that_counts_backwards_breaks_nothing() -> None:
    metrics = PrometheusMetrics()
    metrics.called(replace(CALL, spent=Spent(-5, -5)))
    metrics.dropped("quote", -1)

    assert read(metrics)['vigie_model_tokens_total{direction="in"}'] == 0


def test_two_of_them_in_one_process_count_apart() -> None:
    one, other = PrometheusMetrics(), PrometheusMetrics()
    one.dropped("quote")

    assert read(one) != read(other)


def test_findings_are_counted_by_rule_and_source() -> None:
    metrics = PrometheusMetrics()
    metrics.found("guaranteed-return", "rule")
    metrics.found("guaranteed-return", "model")
    metrics.found("other", "rule")

    counts = read(metrics)

    assert counts['vigie_findings_total{rule="guaranteed-return",source="rule"}'] == 1
    assert counts['vigie_findings_total{rule="guaranteed-return",source="model"}'] == 1
    assert counts['vigie_findings_total{rule="other",source="rule"}'] == 1


def test_steps_jobs_and_requests_are_counted_and_timed() -> None:
    metrics = PrometheusMetrics()
    metrics.stepped("review and fill the card", 0.7)
    metrics.ended("postponed", 3)
    metrics.acknowledged(200, 0.04)
    metrics.acknowledged(503, 0.2)

    counts = read(metrics)

    assert counts['vigie_step_seconds_bucket{le="1.0",step="review-and-fill-the-card"}'] == 1
    assert counts['vigie_step_seconds_bucket{le="0.5",step="review-and-fill-the-card"}'] == 0
    assert counts['vigie_jobs_total{outcome="postponed"}'] == 1
    assert counts['vigie_job_seconds_sum{outcome="postponed"}'] == 3
    assert counts['vigie_requests_total{status="503"}'] == 1
    assert counts['vigie_ack_seconds_bucket{le="0.05"}'] == 1


class TestTheInbox:
    """What waits, looked at when the page is read."""

    def test_is_counted_as_it_is_now(self) -> None:
        now = {"waiting": 1, "begun": 0, "done": 70, "dropped": 9, "open": 0, "failed": 2}
        metrics = PrometheusMetrics(lambda: Queue(now, float(now["waiting"])))
        read(metrics)
        now["waiting"] = 3

        counts = read(metrics)

        jobs = {name: count for name, count in counts.items() if name.startswith("vigie_inbox_jobs")}
        assert jobs == {
            'vigie_inbox_jobs{state="waiting"}': 3,
            'vigie_inbox_jobs{state="begun"}': 0,
            'vigie_inbox_jobs{state="open"}': 0,
            'vigie_inbox_jobs{state="failed"}': 2,
        }
        assert counts["vigie_inbox_oldest_seconds"] == 3

    def test_that_cannot_be_read_fails_no_look_at_the_others(self) -> None:
        def away() -> Queue:
            raise StorageError("The database cannot be reached.")

        metrics = PrometheusMetrics(away)
        metrics.dropped("quote")

        counts = read(metrics)
        assert counts['vigie_dropped_total{why="quote"}'] == 1
        assert not any(name.startswith("vigie_inbox") for name in counts)

    def test_that_never_answers_keeps_nobody_waiting_and_is_asked_once(self) -> None:
        asked, goes_on = [], threading.Event()

        def hangs() -> Queue:
            asked.append(1)
            goes_on.wait()
            return Queue({}, 0)

        metrics = PrometheusMetrics(hangs, in_time=0.01)
        for _ in range(3):
            assert "vigie_inbox" not in metrics.page()
        goes_on.set()

        assert len(asked) == 1


def test_where_nobody_watches_nothing_is_counted_and_nothing_fails() -> None:
    metrics: Metrics = NoMetrics()
    metrics.called(CALL)
    metrics.reviewed("ok", "rules")
    metrics.dropped("quote")
    metrics.found("guaranteed-return", "rule")
    metrics.stepped("answer", 1)
    metrics.ended("done", 1)
    metrics.acknowledged(200, 1)
