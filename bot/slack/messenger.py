"""Shows views to people in Slack."""

from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.domain.draft import Language
from bot.slack.calls import PAGE_CLOSED, answer_at, call
from bot.slack.ids import METADATA_EVENT
from bot.slack.pace import Pace
from bot.slack.render import draw
from bot.slack.render.forms import draw_form
from bot.slack.render.home import draw_home
from bot.slack.uploads import Upload, give_files
from bot.texts import say
from bot.usecases.chat_ports import CannotShow, Place, TryLater
from bot.usecases.figures_ports import FigureFiles
from bot.usecases.form_views import FormView
from bot.usecases.home_views import Home
from bot.usecases.views import View

_TO_BE_MENDED = (
    "account_inactive", "access_denied", "ekm_access_denied", "invalid_auth", "missing_scope", "not_authed",
    "not_allowed_token_type", "org_login_required", "team_access_not_granted", "token_expired",
    "token_revoked",
)  # fmt: skip
"""What Slack says of a token, not of a message: once the operator has mended it, the message can be shown."""
_PAGE = 200
_MOST_PAGES = 50
_MOST_LINKS = 10_000


class SlackMessenger:
    """Posts, finds and edits the bot's messages. What is posted pings nobody and unfolds no link."""

    def __init__(self, client: WebClient, pace: Pace | None = None) -> None:
        """`client` as `calls.open_client` makes it. Whoever posts in the same channels shares their pace."""
        self._client = client
        self._pace = pace or Pace()
        self._links: dict[tuple[str, str], str] = {}

    def show_status(self, place: Place, language: Language) -> None:
        """Say that the bot is at work, in the thread, until a message comes."""
        loading = [say("slack.status.clauses", language), say("slack.status.words", language)]
        self._set_status(place, say("slack.status.reading", language), loading)

    def clear_status(self, place: Place) -> None:
        """Stop saying so."""
        self._set_status(place, "", None)

    def post(self, place: Place, key: str, view: View, language: Language) -> str:
        """Post a message that carries `key` unseen; its `ts`."""
        message = draw(view, language)
        self._pace.wait_for_turn(place.channel)
        answer = _ask(
            self._client.chat_postMessage,
            channel=place.channel,
            thread_ts=place.thread or None,
            text=message.text,
            blocks=message.blocks,
            metadata={"event_type": METADATA_EVENT, "event_payload": {"key": key}},
            parse="none",
            link_names=False,
            unfurl_links=False,
            unfurl_media=False,
        )
        ts = str(answer["ts"])
        if place.thread and not (answer.get("message") or {}).get("thread_ts"):
            # The message it answers was removed meanwhile: Slack puts the answer in the conversation itself.
            _ask(self._client.chat_delete, channel=place.channel, ts=ts)
            raise CannotShow("thread_not_found")
        return ts

    def find(self, place: Place, key: str) -> str | None:
        """The `ts` of the bot's message in that thread that carries `key`; outside threads, newest first."""
        cursor = ""
        for _ in range(_MOST_PAGES):
            page = self._page(place, include_all_metadata=True, limit=_PAGE, cursor=cursor or None)
            messages: list[dict[str, Any]] = page["messages"] or []
            for message in messages:
                if _key_of(message) == key:
                    return str(message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        return None

    def edit(self, place: Place, ts: str, view: View, language: Language) -> None:
        """Put this view in the place of the one shown; Slack keeps the message's metadata."""
        message = draw(view, language)
        _ask(
            self._client.chat_update,
            channel=place.channel,
            ts=ts,
            text=message.text,
            blocks=message.blocks,
            parse="none",
            link_names=False,
        )

    def answer_command(self, reply_to: str, view: View, language: Language, *, instead: bool = False) -> None:
        """Show this view where a command was typed, to the person who typed it alone; or, `instead`, in the
        place of the message whose button was pressed."""
        message = draw(view, language)
        body: dict[str, Any] = {"text": message.text, "blocks": message.blocks, "replace_original": instead}
        body |= {"response_type": "ephemeral", "unfurl_links": False, "unfurl_media": False}
        answer_at(reply_to, body, self._client.base_url)

    def tell_alone(self, place: Place, person_id: str, view: View, language: Language) -> None:
        """Show this view to one person of a channel alone, in that thread. Slack keeps it nowhere."""
        message = draw(view, language)
        self._pace.wait_for_turn(place.channel)
        _ask(
            self._client.chat_postEphemeral,
            channel=place.channel,
            user=person_id,
            thread_ts=place.thread or None,
            text=message.text,
            blocks=message.blocks,
            parse="none",
            link_names=False,
        )

    def fill_form(self, view_id: str, form: FormView, language: Language) -> None:
        """Put this page in the place of the one that is open; one that was closed stays closed."""
        try:
            _ask(self._client.views_update, view_id=view_id, view=draw_form(form, language))
        except CannotShow as refused:
            if refused.why != PAGE_CLOSED:
                raise

    def show_home(self, person_id: str, home: Home, language: Language) -> None:
        """Show this as the person's own page with the bot."""
        _ask(self._client.views_publish, user_id=person_id, view=draw_home(home, language))

    def link_to(self, place: Place, ts: str) -> str:
        """The address at which a message is found; "" where Slack gives none. Raises `TryLater`.

        It stays the same, and is remembered: a page of them is drawn often.
        """
        known = self._links.get((place.channel, ts))
        if known is None:
            try:
                answer = _ask(self._client.chat_getPermalink, channel=place.channel, message_ts=ts)
            except CannotShow:
                return ""
            if len(self._links) >= _MOST_LINKS:
                self._links.clear()
            known = self._links[place.channel, ts] = str(answer["permalink"])
        return known

    def share_figures(self, place: Place, files: FigureFiles, language: Language) -> str:
        """Give the picture and the table in one message; the picture's id."""
        self._pace.wait_for_turn(place.channel)
        given = _figure_uploads(files, language)
        try:
            return give_files(self._client, place, given, say("figures.files", language))
        except CannotShow as refused:
            # An app that was installed before it could give files is mended by the operator, maybe never.
            if refused.why not in _TO_BE_MENDED or refused.why == "missing_scope":
                raise
            why = refused.why
        raise TryLater(why)

    def conversation_with(self, person_id: str) -> str:
        """The channel of the conversation between that person and the bot, opened if need be."""
        answer = _ask(self._client.conversations_open, users=person_id)
        return str(answer["channel"]["id"])

    def _page(self, place: Place, **how: Any) -> SlackResponse:
        if place.thread:
            return _ask(self._client.conversations_replies, channel=place.channel, ts=place.thread, **how)
        return _ask(self._client.conversations_history, channel=place.channel, **how)

    def _set_status(self, place: Place, status: str, loading: list[str] | None) -> None:
        if not place.thread:
            return  # a status stands in a thread
        try:
            call(
                self._client.assistant_threads_setStatus,
                channel_id=place.channel,
                thread_ts=place.thread,
                status=status,
                loading_messages=loading,
            )
        except (TryLater, CannotShow):
            return  # A courtesy: the answer itself tells the person as much.


def _figure_uploads(files: FigureFiles, language: Language) -> tuple[Upload, Upload]:
    picture = Upload(f"{files.name}.png", files.picture, say("figures.files.picture", language), files.words)
    table = Upload(f"{files.name}.csv", files.table.encode(), say("figures.files.table", language))
    return picture, table


def _ask(method: Callable[..., SlackResponse], **arguments: Any) -> SlackResponse:
    try:
        return call(method, **arguments)
    except CannotShow as refused:
        if refused.why not in _TO_BE_MENDED:
            raise
        why = refused.why
    raise TryLater(why)


def _key_of(message: dict[str, Any]) -> str | None:
    """The key that one of the bot's messages carries; people cannot give a message metadata."""
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != METADATA_EVENT:
        return None
    key = (metadata.get("event_payload") or {}).get("key")
    return key if isinstance(key, str) else None
