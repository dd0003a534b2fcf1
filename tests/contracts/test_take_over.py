"""The work of a process that died goes on in one that lives, without anything being started again."""

import signal
import threading
from collections.abc import Callable

import pytest

from bot.adapters.database import open_database
from bot.usecases.chat_ports import Steps
from tests.contracts.durable import Home, Launch, lines, started, wait_for

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process at once"
)


def test_what_a_dead_process_was_at_is_done_by_one_that_lives(home: Home, launch: Launch) -> None:
    taken: list[str] = []

    def do(job_id: str, steps: Steps) -> None:
        steps.run("first", lambda: taken.append("the first step, again"))
        steps.run("second", lambda: taken.append(job_id))

    with started(home, "job", "hang") as killed:
        lines(killed, "vigie-0", "halfway")
        living = launch(home, do, dead_for=0.3)
        assert living.executor == "vigie-1"
        assert living.take_over() == 0, "it lives"
        killed.send_signal(signal.SIGKILL)
        killed.wait(10)

    assert living.take_over() == 0, "it may only just have ended"
    wait_for(lambda: living.take_over() == 1, 10)
    wait_for(lambda: living.has_ended("job"))
    assert taken == ["job"]
    assert (home.data / "done").read_text() == "job first\n"
    assert living.take_over() == 0


def test_who_lives_keeps_its_work_however_often_another_looks(home: Home, launch: Launch) -> None:
    with started(home, "job", "hang") as busy:
        lines(busy, "vigie-0", "halfway")
        living = launch(home, lambda job_id, steps: None, dead_for=0)
        assert [living.take_over() for _ in range(5)] == [0] * 5
        assert not living.has_ended("job")
        busy.kill()


def test_who_lost_its_name_does_no_further_step(jobs_home: Callable[[str], Home], launch: Launch) -> None:
    home = jobs_home("postgresql")
    begun, cut = threading.Event(), threading.Event()
    done: list[str] = []

    def do(job_id: str, steps: Steps) -> None:
        begun.set()
        assert cut.wait(20)
        steps.run("post", lambda: done.append(job_id))

    jobs = launch(home, do)
    jobs.begin("job")
    assert begun.wait(20)
    engine = open_database(home.address)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vigie-jobs'"
        )
    engine.dispose()
    cut.set()

    jobs.stop(2)
    assert done == [], "another process may be at that step"
