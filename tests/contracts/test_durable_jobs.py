"""What DBOS jobs promise to the operator: nothing lost, done twice or told, whatever ends the process."""

import logging
import signal
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.adapters import dbos_jobs
from bot.adapters.database import open_database
from bot.adapters.dbos_jobs import DurableJobs
from bot.usecases.chat_ports import Steps, TryLater
from bot.usecases.ports import StorageError
from tests.contracts.durable import Home, Launch, lines, started, wait_for
from tests.fakes_jobs import Crash

SECRET = "Rendement garanti de 8 %, dit Zéphyrine Quibble"


@pytest.fixture
def sqlite_home(jobs_home: Callable[[str], Home]) -> Home:
    return jobs_home("sqlite")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process at once")
def test_a_job_whose_process_was_killed_is_taken_up_where_it_was(home: Home) -> None:
    with started(home, "job", "hang") as killed:
        lines(killed, "vigie-0", "halfway")
        killed.send_signal(signal.SIGKILL)
    with started(home, "job", "wait") as again:
        lines(again, "vigie-0", "over")
        assert again.communicate(timeout=30) == ("", "")

    assert (home.data / "done").read_text() == "job first\njob second\n"


def test_every_process_has_a_name_of_its_own_and_a_dead_ones_is_free(home: Home, launch: Launch) -> None:
    first = launch(home, lambda job_id, steps: None)
    with started(home, "job", "hang") as second:
        lines(second, "vigie-1", "halfway")
        first.stop(0)
        second.kill()
    jobs = launch(home, lambda job_id, steps: None)

    assert jobs.executor == "vigie-0"


def test_the_environment_of_dbos_cloud_changes_nothing(
    sqlite_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud = {
        "DBOS__CLOUD": "true",
        "DBOS__VMID": "elsewhere",
        "DBOS__APPVERSION": "other",
        "DBOS_SYSTEM_DATABASE_URL": "sqlite:////nowhere/jobs.sqlite3",
        "DBOS__CONDUCTOR_KEY": "key",
    }
    for name, value in cloud.items():
        monkeypatch.setenv(name, value)
    with started(sqlite_home, "job", "go") as process:
        lines(process, "vigie-0", "over")
        assert process.communicate(timeout=30) == ("", "")


def test_a_job_that_is_taken_up_is_never_done_twice_at_once(home: Home, launch: Launch) -> None:
    crashed: list[str] = []
    at_work: list[str] = []
    twice: list[str] = []
    done: list[str] = []

    def crash(job_id: str, steps: Steps) -> None:
        crashed.append(job_id)
        raise Crash

    def do(job_id: str, steps: Steps) -> None:
        if job_id in at_work:
            twice.append(job_id)
        at_work.append(job_id)
        time.sleep(0.05)
        at_work.remove(job_id)
        done.append(job_id)

    crashing = launch(home, crash)
    for number in range(5):
        crashing.begin(f"job {number}")
    wait_for(lambda: len(crashed) == 5)
    crashing.stop(5)
    jobs = launch(home, do)
    while not all(jobs.has_ended(f"job {number}") for number in range(5)):
        for number in range(5):
            jobs.begin(f"job {number}")

    assert sorted(done) == [f"job {number}" for number in range(5)]
    assert not twice
    assert not home.notes.told


def test_beginning_a_job_that_runs_changes_nothing(home: Home, launch: Launch) -> None:
    let_go, begun = threading.Event(), []

    def do(job_id: str, steps: Steps) -> None:
        begun.append(job_id)
        let_go.wait(20)

    jobs = launch(home, do)
    jobs.begin("job")
    wait_for(lambda: begun)
    jobs.begin("job")
    assert not jobs.has_ended("job")
    let_go.set()
    wait_for(lambda: jobs.has_ended("job"))

    assert begun == ["job"]


def test_stopping_waits_for_what_is_under_way(home: Home, launch: Launch) -> None:
    under_way, let_go = threading.Event(), threading.Event()

    def do(job_id: str, steps: Steps) -> None:
        under_way.set()
        let_go.wait(20)
        steps.run("last", lambda: None)

    jobs = launch(home, do)
    jobs.begin("job")
    assert under_way.wait(20)
    stopping = threading.Thread(target=jobs.stop, args=(20,))
    stopping.start()
    wait_for(lambda: refuses(jobs))
    assert stopping.is_alive()
    let_go.set()
    stopping.join(20)

    assert launch(home, do).has_ended("job")


def refuses(jobs: DurableJobs) -> bool:
    try:
        return jobs.has_ended("job")
    except TryLater:
        return True


def test_what_takes_longer_is_left_and_taken_up_after_its_step_in_hand(home: Home, launch: Launch) -> None:
    under_way, let_go, left = threading.Event(), threading.Event(), threading.Event()
    steps_done: list[str] = []

    def slow(job_id: str, steps: Steps) -> None:
        steps.run("first", lambda: steps_done.append("first"))
        under_way.set()
        let_go.wait(20)
        try:
            steps.run("second", lambda: steps_done.append("second, too late"))
        finally:
            left.set()

    def quick(job_id: str, steps: Steps) -> None:
        steps.run("first", lambda: steps_done.append("first again"))
        steps_done.append("taken up")

    jobs = launch(home, slow)
    jobs.begin("job")
    assert under_way.wait(20)
    jobs.stop(0.05)
    again = launch(home, quick, dead_for=0)
    assert again.executor == "vigie-1", "whoever had its name would do its step beside it"
    assert again.take_over() == 0
    let_go.set()
    assert left.wait(20)
    wait_for(again.take_over, 10)
    wait_for(lambda: again.has_ended("job"))

    assert steps_done == ["first", "taken up"]
    assert not home.notes.told


def test_a_step_in_hand_when_the_waiting_is_over_is_not_told_as_a_fault(
    sqlite_home: Home, launch: Launch
) -> None:
    under_way, let_go, over = threading.Event(), threading.Event(), threading.Event()
    caught: list[Exception] = []

    def do(job_id: str, steps: Steps) -> None:
        def step() -> None:
            under_way.set()
            let_go.wait(20)

        try:
            steps.run("step", step)
        except Exception as error:
            caught.append(error)
        finally:
            over.set()

    jobs = launch(sqlite_home, do)
    jobs.begin("job")
    assert under_way.wait(20)
    jobs.stop(0)
    let_go.set()
    assert over.wait(20)

    assert not caught
    assert not sqlite_home.notes.told


def test_a_job_that_ends_its_process_again_and_again_is_given_up(
    sqlite_home: Home, launch: Launch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dbos_jobs, "_MOST_RECOVERIES", 0)
    tried: list[str] = []

    def do(job_id: str, steps: Steps) -> None:
        tried.append(job_id)
        raise Crash

    jobs = launch(sqlite_home, do)
    jobs.begin("job")
    wait_for(lambda: tried)
    jobs.stop(5)
    again = launch(sqlite_home, do)
    wait_for(lambda: again.has_ended("job"))

    assert tried == ["job"]
    assert again.ends_process("job")
    again.begin("another")
    assert not again.ends_process("another")


def test_nothing_is_left_after_stopping_and_jobs_can_be_launched_again(home: Home, launch: Launch) -> None:
    before = threading.active_count()
    done: list[str] = []
    for job_id in ("one", "two"):
        jobs = launch(home, lambda job_id, steps: done.append(job_id))
        jobs.begin(job_id)
        wait_for(lambda jobs=jobs, job_id=job_id: jobs.has_ended(job_id))
        jobs.stop(5)
        jobs.stop(5)
        wait_for(lambda: threading.active_count() == before)

    assert done == ["one", "two"]
    assert not home.notes.told


def test_two_at_a_time_in_one_process_are_refused(sqlite_home: Home, launch: Launch) -> None:
    jobs = launch(sqlite_home, lambda job_id, steps: None)
    with pytest.raises(RuntimeError, match="already launched in this process"):
        launch(sqlite_home, lambda job_id, steps: None)
    jobs.begin("job")
    wait_for(lambda: jobs.has_ended("job"))
    jobs.stop(5)

    with pytest.raises(RuntimeError, match="were stopped"):
        jobs.launch()


def test_jobs_that_are_not_launched_begin_nothing(sqlite_home: Home) -> None:
    jobs = sqlite_home.jobs(lambda job_id, steps: None)
    for use in (jobs.begin, jobs.has_ended):
        with pytest.raises(TryLater, match="stopping"):
            use("job")


@pytest.mark.parametrize("address", ["postgresql://vigie@127.0.0.1:9/vigie", "mysql://vigie@127.0.0.1/vigie"])
def test_a_database_that_cannot_be_opened_is_told_in_one_sentence(
    address: str, sqlite_home: Home, launch: Launch, tmp_path: Path
) -> None:
    with pytest.raises(StorageError) as refused:
        launch(Home(address, tmp_path), lambda job_id, steps: None)

    assert "\n" not in str(refused.value)
    assert launch(sqlite_home, lambda job_id, steps: None).executor == "vigie-0"


def test_a_server_that_goes_away_stops_neither_the_stopping_nor_the_next_launch(
    jobs_home: Callable[[str], Home], launch: Launch
) -> None:
    home = jobs_home("postgresql")
    jobs = launch(home, lambda job_id, steps: None)
    jobs.begin("job")
    wait_for(lambda: jobs.has_ended("job"))
    assert jobs.is_alone()
    engine = open_database(home.address)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vigie-jobs'"
        )
    engine.dispose()
    assert not jobs.is_alone(), "another process can have its name by now"
    jobs.stop(5)

    assert launch(home, lambda job_id, steps: None).executor == "vigie-0"


def test_the_files_of_the_jobs_are_their_owners_alone(sqlite_home: Home, launch: Launch) -> None:
    jobs = launch(sqlite_home, lambda job_id, steps: None)
    jobs.begin("job")
    files = list(sqlite_home.data.glob("jobs.sqlite3*"))

    assert len(files) == 3
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_nothing_of_a_draft_is_stored_or_told(
    sqlite_home: Home, launch: Launch, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def do(job_id: str, steps: Steps) -> None:
        def refuse() -> None:
            raise ValueError(SECRET)

        try:
            steps.run("review", refuse)
        except ValueError:
            steps.run("tell", lambda: 1)
        raise ValueError(SECRET)

    caplog.set_level("DEBUG")
    jobs = launch(sqlite_home, do)
    jobs.begin("job")
    wait_for(lambda: jobs.has_ended("job"))
    stored = b"".join(file.read_bytes() for file in sqlite_home.data.iterdir())
    jobs.stop(5)
    stored += b"".join(file.read_bytes() for file in sqlite_home.data.iterdir())

    assert b"vigie.job" in stored
    for part in (SECRET, "Quibble", "garanti"):
        assert part.encode() not in stored
    told = repr(sqlite_home.notes.told) + caplog.text + "".join(capfd.readouterr())
    assert "Quibble" not in told
    what, ids = sqlite_home.notes.told[0]
    assert (what, ids["job"], ids["kind"]) == ("job.raised", "job", "ValueError")


def test_what_dbos_logs_is_noted_by_its_place_alone(
    sqlite_home: Home, launch: Launch, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    launch(sqlite_home, lambda job_id, steps: None)
    try:
        raise ValueError(SECRET)
    except ValueError:
        logging.getLogger("dbos").exception("in a background workflow: %s", SECRET)

    what, ids = sqlite_home.notes.told[-1]
    assert (what, ids["kind"]) == ("jobs.trouble", "ValueError")
    assert str(ids["place"]).startswith("test_durable_jobs:")
    assert "Quibble" not in repr(ids) + caplog.text + "".join(capfd.readouterr())


def test_a_job_begins_within_a_tenth_of_a_second(sqlite_home: Home, launch: Launch) -> None:
    begun: list[float] = []
    jobs = launch(sqlite_home, lambda job_id, steps: begun.append(time.monotonic()))
    waits = []
    for number in range(5):
        start = time.monotonic()
        jobs.begin(f"job {number}")
        wait_for(lambda number=number: len(begun) > number)
        waits.append(begun[-1] - start)

    assert min(waits) < 0.1
