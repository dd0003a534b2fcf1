"""The files by which others run Vigie: every command and variable in them is real, every version pinned.

No engine of containers is here: what can be held without one is.
"""

import json
import re
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy.engine import Engine
from sqlalchemy.pool import QueuePool

from bot.adapters.database import open_database, parse_address
from bot.adapters.jobs_database import open_jobs_database
from bot.adapters.watch_server import Page, pages_served
from bot.cli.app import vigie
from bot.config import VARIABLES, read_settings
from tests.free_port import free_port

ROOT = Path(__file__).resolve().parents[2]
OTHERS = {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}
"""Variables of PostgreSQL's own image."""
METRICS = ("VIGIE_METRICS_PORT", "VIGIE_WEB_METRICS_PORT")
LOCKS = 5
"""Connections beside the pools: a worker's place, its turn to publish, three rounds."""
OF_LIBRARIES = {
    "PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS",
    "ANONYMIZED_TELEMETRY", "PIP_DISABLE_PIP_VERSION_CHECK", "PIP_NO_CACHE_DIR",
}  # fmt: skip


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((ROOT / "compose.yml").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def containerfile() -> str:
    return (ROOT / "Containerfile").read_text(encoding="utf-8")


def steps(containerfile: str, name: str) -> list[str]:
    """What stands after that word, a line continued counted as one."""
    whole = containerfile.replace("\\\n", " ")
    return [line.partition(" ")[2].strip() for line in whole.splitlines() if line.startswith(f"{name} ")]


def health(containerfile: str, ports: dict[str, str]) -> int:
    """What the image's own check says of a container with these ports."""
    [check] = steps(containerfile, "HEALTHCHECK")
    _, _, command = check.partition(" CMD ")
    return subprocess.run([sys.executable, *json.loads(command)[1:]], env=ports, check=False).returncode


def is_command(words: list[str]) -> bool:
    """Whether that is a command of Vigie's."""
    return words[0] == "vigie" and len(words) == 2 and words[1] in vigie.list_commands(None)  # type: ignore[arg-type]


def test_every_process_of_the_procfile_is_a_command() -> None:
    written = (ROOT / "Procfile").read_text(encoding="utf-8")
    processes = dict(re.findall(r"^(\w+): (.+)$", written, re.MULTILINE))

    # honcho numbers the ports in the order of the file: the one that Slack calls has the first.
    assert list(processes) == ["web", "worker", "release"]
    assert all(is_command(command.split()) for command in processes.values())


def test_every_service_of_ours_runs_a_command_of_ours_as_nobody_who_may_write(
    compose: dict[str, Any],
) -> None:
    ours = {name: each for name, each in compose["services"].items() if each["image"] == "vigie"}

    assert sorted(ours) == ["release", "web", "worker"]
    for each in ours.values():
        assert is_command(each["command"])
        assert (each["read_only"], each["cap_drop"]) == (True, ["ALL"])
        assert each["env_file"] == [".env"]


def test_every_variable_is_a_setting_and_all_of_them_can_be_used(compose: dict[str, Any]) -> None:
    for name in ("release", "web", "worker"):
        given = compose["services"][name]["environment"]
        assert set(given) <= set(VARIABLES.values())
        filled = {
            key: re.sub(r"\$\{POSTGRES_PASSWORD[^}]*\}", "secret1", value) for key, value in given.items()
        }
        assert read_settings(filled).database_url == "postgresql://vigie:secret1@postgres/vigie"
    assert set(compose["services"]["postgres"]["environment"]) <= OTHERS


def test_nothing_is_reached_from_elsewhere_but_the_web_door_on_this_machine(compose: dict[str, Any]) -> None:
    published = {name: each["ports"] for name, each in compose["services"].items() if "ports" in each}

    assert published == {"web": ["127.0.0.1:8080:8080"]}


def test_every_service_is_watched_and_ours_wait_for_those_they_need(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert all("healthcheck" in each for each in services.values())
    for name in ("web", "worker"):
        assert services[name]["depends_on"] == {"release": {"condition": "service_completed_successfully"}}
    needed = services["release"]["depends_on"]
    assert needed == {each: {"condition": "service_healthy"} for each in ("postgres", "chroma")}
    assert "container_name" not in services["worker"]  # it could not be scaled


def test_no_setting_of_the_operator_s_moves_what_the_checks_ask(compose: dict[str, Any]) -> None:
    """`environment` wins over `env_file`."""
    ports = {
        "web": ("VIGIE_PORT", "VIGIE_HOST"),
        "worker": ("VIGIE_METRICS_PORT", "VIGIE_METRICS_HOST"),
    }
    for name, (port, host) in ports.items():
        service = compose["services"][name]
        asked = re.search(r"127\.0\.0\.1:(\d+)/", service["healthcheck"]["test"][-1])
        assert asked
        assert service["environment"][port] == asked[1]
        assert service["environment"][host] == "0.0.0.0"  # noqa: S104
        assert service["environment"]["VIGIE_DATA"] == "/data"


def test_postgresql_has_room_for_four_workers_and_two_webs(compose: dict[str, Any], tmp_path: Path) -> None:
    def most(engine: Engine) -> int:
        assert isinstance(engine.pool, QueuePool)
        return engine.pool.size() + engine.pool._max_overflow

    address = "postgresql://vigie@host/vigie"
    of_a_web = most(open_database(address))
    of_a_worker = of_a_web + most(open_jobs_database(parse_address(address), tmp_path)) + LOCKS
    [room] = re.findall(r"max_connections=(\d+)", " ".join(compose["services"]["postgres"]["command"]))

    assert 4 * of_a_worker + 2 * of_a_web < int(room)


def test_what_is_kept_is_in_named_volumes(compose: dict[str, Any]) -> None:
    mounted = {each.split(":")[0] for service in compose["services"].values() for each in service["volumes"]}

    assert mounted == set(compose["volumes"])


def test_every_image_has_its_version_and_chroma_has_ours(compose: dict[str, Any], containerfile: str) -> None:
    [chroma] = re.findall(r"^chromadb==(\S+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)

    assert compose["services"]["chroma"]["image"] == f"chromadb/chroma:{chroma}"
    assert compose["services"]["postgres"]["image"].startswith("postgres:17")
    bases = {each.split()[0] for each in steps(containerfile, "FROM")}
    assert bases == {"python:3.13-slim-trixie"}


def test_no_secret_is_written_in_any_of_them(containerfile: str) -> None:
    for text in (
        containerfile,
        (ROOT / "compose.yml").read_text("utf-8"),
        (ROOT / "Procfile").read_text("utf-8"),
    ):
        assert not re.search(r"(xoxb|xapp|sk)-[A-Za-z0-9]|PASSWORD: [a-z]", text)


class TestTheContainerfile:
    """Pinned by hash, nobody's to write, watched."""

    def test_downloads_are_checked_by_their_hash(self, containerfile: str) -> None:
        [download] = [each for each in steps(containerfile, "RUN") if "-r requirements.txt" in each]

        assert "--require-hashes" in download
        assert "--only-binary :all:" in download

    def test_what_runs_is_nobody_who_may_write_to_the_code(self, containerfile: str) -> None:
        lines = containerfile.splitlines()
        user = lines.index("USER vigie")

        assert not any(line.startswith(("COPY", "RUN")) for line in lines[user:])
        assert not any("--chown" in line for line in lines)
        assert steps(containerfile, "VOLUME") == ["/data"]

    def test_by_default_it_serves_and_is_looked_at(self, containerfile: str) -> None:
        assert steps(containerfile, "CMD")[-1] == '["vigie", "serve"]'

    @pytest.mark.parametrize("served", ["VIGIE_METRICS_PORT", "VIGIE_WEB_METRICS_PORT"])
    def test_whatever_it_runs_is_healthy_while_that_answers(self, containerfile: str, served: str) -> None:
        with pages_served("127.0.0.1", 0, {"/healthz": partial(Page, "ok\n")}) as port:
            ports = dict.fromkeys(METRICS, str(free_port())) | {served: str(port)}
            assert health(containerfile, ports) == 0
        assert health(containerfile, ports) == 1

    def test_where_nothing_is_served_nothing_is_asked(self, containerfile: str) -> None:
        assert health(containerfile, dict.fromkeys(METRICS, "0")) == 0

    def test_every_variable_is_a_setting_or_of_a_library(self, containerfile: str) -> None:
        named = {name for line in steps(containerfile, "ENV") for name in re.findall(r"([A-Z_]+)=", line)}

        assert named <= {*VARIABLES.values(), *OF_LIBRARIES}
        assert {"VIGIE_DATA", "VIGIE_METRICS_PORT"} <= named

    def test_what_it_copies_is_there_and_let_through(self, containerfile: str) -> None:
        ignore = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        copied = {word.rstrip("/") for line in steps(containerfile, "COPY") if "--from" not in line
                  for word in line.split()[:-1]}  # fmt: skip

        assert "*" in ignore
        assert {line[1:] for line in ignore if line.startswith("!")} == copied
        assert all((ROOT / each).exists() for each in copied)
