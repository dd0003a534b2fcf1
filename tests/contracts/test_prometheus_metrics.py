"""The counts that a monitor reads."""

import errno
import http.client
import re
import socket
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.adapters.prometheus_metrics import PrometheusMetrics
from bot.domain.budgets import Spent
from bot.usecases.spending import Metrics, ModelCall, NoMetrics

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


def test_the_page_is_served_on_this_machine_until_it_is_not() -> None:
    metrics = PrometheusMetrics()
    metrics.dropped("quote")
    with metrics.served(0) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/metrics")
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()

        assert answer.status == 200
        assert 'vigie_dropped_total{why="quote"} 1.0' in page

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=10)


def test_a_port_that_is_taken_is_an_error_of_the_system() -> None:
    with PrometheusMetrics().served(0) as port, pytest.raises(OSError) as refused:  # noqa: PT011
        PrometheusMetrics().served(port).__enter__()

    assert refused.value.errno == errno.EADDRINUSE


def test_where_nobody_watches_nothing_is_counted_and_nothing_fails() -> None:
    metrics: Metrics = NoMetrics()
    metrics.called(CALL)
    metrics.reviewed("ok", "rules")
    metrics.dropped("quote")
