"""What each method of the Web API does, asked with the real client."""

import json
from pathlib import Path

from slack_sdk import WebClient

from bot.workspace.deliveries import Pace
from bot.workspace.people import PEOPLE
from bot.workspace.server import SCOPES, LocalWorkspace
from tests.workspace.refusals import refusal
from tests.workspaces import TEAM, local_workspace, web_client

METADATA = {"event_type": "vigie_message", "event_payload": {"key": "card:1"}}


def test_the_token_says_who_it_is_and_what_it_may_do(workspace: LocalWorkspace, client: WebClient) -> None:
    answer = client.auth_test()
    assert answer["team"] == TEAM
    assert answer["user_id"] == workspace.identity.bot_user
    assert answer["bot_id"] == workspace.identity.bot
    granted = answer.headers["x-oauth-scopes"]
    assert granted == ",".join(sorted({*SCOPES, "channels:history", "channels:read", "im:read"}))


def test_a_message_is_posted_with_what_it_carries(workspace: LocalWorkspace, client: WebClient) -> None:
    person = workspace.person("Camille")
    root = workspace.say(person, "Un brouillon")
    answer = client.chat_postMessage(
        channel=person.channel,
        thread_ts=root,
        text="Lecture…",
        blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "*Lecture*"}}],
        metadata=METADATA,
        unfurl_links=False,
        unfurl_media=False,
    )
    posted = workspace.messages(person)[-1]
    assert answer["message"]["thread_ts"] == root
    assert answer["ts"] == posted["ts"]
    assert posted["metadata"] == METADATA
    assert posted["bot_id"] == workspace.identity.bot
    assert (posted["unfurl_links"], posted["unfurl_media"]) == (False, False)
    assert posted["blocks"][0]["block_id"]
    assert posted["blocks"][0]["text"]["verbatim"] is False


def test_a_reply_to_a_deleted_message_lands_outside_the_thread(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    person = workspace.person("Camille")
    root = workspace.say(person, "Un brouillon")
    workspace.delete(person, root)
    answer = client.chat_postMessage(channel=person.channel, thread_ts=root, text="Lecture…")
    assert "thread_ts" not in answer["message"]
    assert [message["text"] for message in workspace.messages(person)] == ["Lecture…"]


def test_a_message_may_be_sent_to_a_person(workspace: LocalWorkspace, client: WebClient) -> None:
    person = workspace.person("Priya")
    assert client.chat_postMessage(channel=person.id, text="Hello")["channel"] == person.channel
    assert client.conversations_open(users=[person.id])["channel"]["id"] == person.channel


def test_an_update_keeps_what_it_does_not_mention(workspace: LocalWorkspace, client: WebClient) -> None:
    person = workspace.person("Camille")
    ts = client.chat_postMessage(channel=person.channel, text="Lecture…", metadata=METADATA)["ts"]
    client.chat_update(channel=person.channel, ts=ts, text="Lu", blocks=[{"type": "divider"}])
    client.chat_update(channel=person.channel, ts=ts, text="Relu")
    (message,) = workspace.messages(person)
    assert message["text"] == "Relu"
    assert message["blocks"][0]["type"] == "divider"
    assert message["metadata"] == METADATA
    assert "edited" not in message


def test_an_update_with_empty_metadata_removes_it(workspace: LocalWorkspace, client: WebClient) -> None:
    person = workspace.person("Camille")
    ts = client.chat_postMessage(channel=person.channel, text="Lecture…", metadata=METADATA)["ts"]
    client.chat_update(channel=person.channel, ts=ts, text="Lu", metadata={})
    assert "metadata" not in workspace.messages(person)[0]


def test_only_the_bots_own_messages_are_changed_or_deleted(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    person = workspace.person("Camille")
    ts = workspace.say(person, "À moi")
    place = {"channel": person.channel, "ts": ts}
    assert refusal(client.chat_update, text="À toi", **place)["error"] == "cant_update_message"
    assert refusal(client.chat_delete, **place)["error"] == "cant_delete_message"
    assert workspace.messages(person)[0]["text"] == "À moi"


def test_the_bot_deletes_its_message(workspace: LocalWorkspace, client: WebClient) -> None:
    person = workspace.person("Camille")
    ts = client.chat_postMessage(channel=person.channel, text="Bonjour")["ts"]
    client.chat_delete(channel=person.channel, ts=ts)
    assert workspace.messages(person) == []
    gone = refusal(client.chat_update, channel=person.channel, ts=ts, text="Encore")
    assert gone["error"] == "message_not_found"


def test_a_thread_is_read_page_by_page(workspace: LocalWorkspace, client: WebClient) -> None:
    person = workspace.person("Camille")
    root = workspace.say(person, "Un brouillon")
    for text in "abc":
        client.chat_postMessage(channel=person.channel, thread_ts=root, text=text, metadata=METADATA)
    read, cursor = [], None
    while cursor != "":
        page = client.conversations_replies(
            channel=person.channel, ts=root, limit=2, cursor=cursor, include_all_metadata=True
        )
        read += page["messages"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor", "")
        assert page["has_more"] is bool(cursor)
    assert [message["text"] for message in read] == ["Un brouillon", "a", "b", "c"]
    assert (read[0]["reply_count"], read[0]["thread_ts"]) == (3, root)
    assert read[1]["metadata"] == METADATA


def test_metadata_is_shown_only_when_asked_for(workspace: LocalWorkspace, client: WebClient) -> None:
    person = workspace.person("Camille")
    client.chat_postMessage(channel=person.channel, text="a", metadata=METADATA)
    (message,) = client.conversations_history(channel=person.channel)["messages"]
    assert "metadata" not in message
    assert "unfurl_links" not in message


def test_history_has_no_replies_and_begins_with_the_newest(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    person = workspace.person("Camille")
    root = workspace.say(person, "un")
    workspace.say(person, "réponse", thread_ts=root)
    last = workspace.say(person, "deux")
    read = client.conversations_history(channel=person.channel)["messages"]
    assert [message["text"] for message in read] == ["deux", "un"]
    older = client.conversations_history(channel=person.channel, latest=last)["messages"]
    assert [message["text"] for message in older] == ["un"]


def test_a_deleted_root_with_replies_is_a_tombstone(workspace: LocalWorkspace, client: WebClient) -> None:
    person = workspace.person("Camille")
    root = workspace.say(person, "Un brouillon")
    client.chat_postMessage(channel=person.channel, thread_ts=root, text="Lecture…")
    workspace.delete(person, root)
    stone, reply = client.conversations_replies(channel=person.channel, ts=root)["messages"]
    assert (stone["subtype"], stone["user"]) == ("tombstone", "USLACKBOT")
    assert "brouillon" not in json.dumps(stone)
    assert reply["text"] == "Lecture…"
    assert client.chat_postMessage(channel=person.channel, thread_ts=root, text="b")["message"]["thread_ts"]


def test_people_are_described_as_slack_does(workspace: LocalWorkspace, client: WebClient) -> None:
    guest = client.users_info(user=workspace.person("Alex").id, include_locale=True)["user"]
    assert (guest["is_restricted"], guest["locale"], guest["real_name"]) == (True, "fr-CA", "Alex Morin")
    plain = client.users_info(user=workspace.person("Priya").id)["user"]
    assert plain["is_restricted"] is False
    assert "locale" not in plain
    bot = client.users_info(user=workspace.identity.bot_user)["user"]
    assert bot["is_bot"] is True
    assert len(client.users_list()["members"]) == len(PEOPLE) + 1
    assert refusal(client.users_info, user="U404")["error"] == "user_not_found"


def test_a_status_lasts_until_the_bot_posts(workspace: LocalWorkspace, client: WebClient) -> None:
    person = workspace.person("Camille")
    root, other = workspace.say(person, "Un brouillon"), workspace.say(person, "Un autre")
    for thread in (root, other):
        client.assistant_threads_setStatus(
            channel_id=person.channel, thread_ts=thread, status="lit…", loading_messages=["a", "b"]
        )
    assert workspace.statuses(person) == {root: "lit…", other: "lit…"}
    client.chat_postMessage(channel=person.channel, thread_ts=root, text="Lu")
    assert workspace.statuses(person) == {other: "lit…"}
    client.assistant_threads_setStatus(channel_id=person.channel, thread_ts=other, status="")
    assert workspace.statuses(person) == {}


def test_a_status_that_nothing_follows_ends_by_itself(tmp_path: Path) -> None:
    with local_workspace(tmp_path, pace=Pace(status=0.5)) as workspace:
        person = workspace.person("Camille")
        root = workspace.say(person, "Un brouillon")
        web_client(workspace).assistant_threads_setStatus(
            channel_id=person.channel, thread_ts=root, status="lit…"
        )
        assert workspace.statuses(person) == {root: "lit…"}
        workspace.wait_for(lambda: workspace.statuses(person) == {}, seconds=10)


def test_prompts_for_a_thread_are_accepted_and_never_shown(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    person = workspace.person("Camille")
    prompts = [{"title": "Essayer", "message": "Un exemple"}]
    client.assistant_threads_setSuggestedPrompts(
        channel_id=person.channel, thread_ts=workspace.say(person, "a"), prompts=prompts
    )
    assert workspace.prompts(person) is None
    client.assistant_threads_setSuggestedPrompts(channel_id=person.channel, prompts=prompts, title="Essayez")
    assert workspace.prompts(person) == {"title": "Essayez", "prompts": prompts}


def test_reactions_are_put_once_and_taken_back(tmp_path: Path) -> None:
    with local_workspace(tmp_path, scopes=["reactions:write"]) as workspace:
        client = web_client(workspace)
        person = workspace.person("Camille")
        place = {"channel": person.channel, "timestamp": workspace.say(person, "a"), "name": "eyes"}
        client.reactions_add(**place)
        assert workspace.messages(person)[0]["reactions"][0]["name"] == "eyes"
        assert refusal(client.reactions_add, **place)["error"] == "already_reacted"
        client.reactions_remove(**place)
        assert refusal(client.reactions_remove, **place)["error"] == "no_reaction"


def test_the_smaller_methods_answer(tmp_path: Path) -> None:
    with local_workspace(tmp_path, scopes=["im:read", "team:read", "users:read"]) as workspace:
        client = web_client(workspace)
        person = workspace.person("Camille")
        ts = workspace.say(person, "a")
        assert client.team_info()["team"]["name"] == TEAM
        assert client.bots_info(bot=workspace.identity.bot)["bot"]["user_id"] == workspace.identity.bot_user
        channel = client.conversations_info(channel=person.channel, include_locale=True)["channel"]
        assert (channel["is_im"], channel["user"], channel["locale"]) == (True, person.id, "fr-FR")
        link = client.chat_getPermalink(channel=person.channel, message_ts=ts)["permalink"]
        assert link.startswith(workspace.page_url)
