"""`vigie chat` as somebody at a terminal has it: the page first, then the bot; and a fresh start."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.marks import slowly
from tests.walk.chat_process import Chat, chats, opened_before

__all__ = ["chats"]


@pytest.mark.slow
def test_the_page_is_there_first_then_the_bot_and_reset_begins_anew(
    published_data: Path, tmp_path: Path, chats: Callable[..., Chat]
) -> None:
    data = opened_before(published_data, tmp_path)
    chat = chats(data)
    chat.opened()
    first = chat.state()
    assert not first["connected"]  # the page was there before the bot

    assert chat.line() == "Vigie is there: write to it."
    assert chat.state()["team"]["name"] == "Rivière-Nord, services financiers"
    assert "PMS-5.1" in chat.review()

    assert chat.ask("ui/reset", {"person": first["person"]}) == {"ok": True}
    chat.wait_for(lambda: chat.state()["life"] != first["life"])
    assert not chat.state()["messages"]
    chat.wait_for(lambda: chat.state()["connected"])
    assert "PMS-5.1" in chat.review()
    assert not (data / "vigie.sqlite3").exists()  # nothing of it stands beside a bot's own records


@pytest.mark.slow
def test_over_http_what_people_do_reaches_the_bot_as_signed_requests(
    published_data: Path, tmp_path: Path, chats: Callable[..., Chat]
) -> None:
    data = opened_before(published_data, tmp_path)
    chat = chats(data, "--http")
    chat.opened()
    assert chat.line() == "Vigie is there: write to it."

    assert "PMS-5.1" in chat.review()
    assert "socket.connected" not in (data / "chat" / "chat.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_BOT_TOKEN", "xoxb-1-2-abc"),
        slowly("SLACK_APP_TOKEN", "xapp-1-A1-2-abc"),
        slowly("SLACK_SIGNING_SECRET", "0123456789abcdef0123456789abcdef"),
        ("DATABASE_URL", "postgresql://127.0.0.1/vigie"),
        slowly("CHROMA_URL", "http://127.0.0.1:8000"),
    ],
)
def test_it_does_not_start_with_the_settings_of_a_bot_at_work(
    tmp_path: Path, chats: Callable[..., Chat], name: str, value: str
) -> None:
    chat = chats(tmp_path, **{name: value})

    said = chat.rest()

    assert chat.process.returncode == 1
    assert said.startswith(f"vigie chat does not start with the settings of a bot at work ({name}):")
    assert value not in said
    assert not (tmp_path / "chat").exists()
