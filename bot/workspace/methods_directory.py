"""`auth.*`, `apps.*`, `team.*`, `bots.*`, `users.*`: who is who."""

from bot.workspace.calls import Call, Method, SlackError
from bot.workspace.json_types import Json
from bot.workspace.people import Person

_OFFSETS = {"fr-CA": -18_000, "en-CA": -18_000, "fr-FR": 3_600, "en-GB": 0}
"""Seconds ahead of UTC, in winter, by locale: it is always winter here."""


def test_auth(call: Call) -> Json:
    """Whose token that is."""
    identity = call.state.identity
    return {
        "url": f"http://{call.address}/",
        "team": identity.team_name,
        "user": identity.bot_name.lower(),
        "team_id": identity.team,
        "user_id": identity.bot_user,
        "bot_id": identity.bot,
        "is_enterprise_install": False,
    }


def open_connection(call: Call) -> Json:
    """An address for one Socket Mode connection."""
    ticket = call.state.sockets.new_ticket()
    return {"url": f"ws://{call.address}/link/?ticket={ticket}&app_id={call.state.identity.app}"}


def team_info(call: Call) -> Json:
    """The workspace itself."""
    identity = call.state.identity
    return {"team": {"id": identity.team, "name": identity.team_name, "domain": identity.domain}}


def bot_info(call: Call) -> Json:
    """The bot itself."""
    identity = call.state.identity
    if call.text("bot") not in ("", identity.bot):
        raise SlackError("bot_not_found")
    return {"bot": dict(identity.bot_profile) | {"user_id": identity.bot_user}}


def user_info(call: Call) -> Json:
    """One person, or the bot."""
    user_id = call.text("user")
    if user_id == call.state.identity.bot_user:
        return {"user": _bot_user(call)}
    person = call.state.people.get(user_id)
    if person is None:
        raise SlackError("user_not_found")
    return {"user": _user(call, person)}


def users(call: Call) -> Json:
    """Everybody, the bot last."""
    members = [_user(call, person) for person in call.state.people.values()]
    return {"members": [*members, _bot_user(call)], "cache_ts": 0, "response_metadata": {"next_cursor": ""}}


def _user(call: Call, person: Person) -> Json:
    user: Json = {
        "id": person.id,
        "team_id": call.state.identity.team,
        "name": person.first_name.lower(),
        "real_name": person.name,
        "deleted": person.id in call.state.membership.left,
        "is_admin": False,
        "is_owner": False,
        "is_restricted": person.guest,
        "is_ultra_restricted": False,
        "is_bot": False,
        "is_app_user": False,
        "updated": 0,
        "tz_offset": _OFFSETS.get(person.locale, 0),
        "profile": {"real_name": person.name, "display_name": person.first_name, "title": person.title},
    }
    return user | {"locale": person.locale} if call.flag("include_locale") else user


def _bot_user(call: Call) -> Json:
    identity = call.state.identity
    name = identity.bot_name
    bot = Person(identity.bot_user, name, "en-US", "")
    return _user(call, bot) | {"is_bot": True, "profile": {"real_name": name, "bot_id": identity.bot}}


METHODS = {
    "auth.test": Method(test_auth),
    "apps.connections.open": Method(open_connection, ("connections:write",), whose="app"),
    "team.info": Method(team_info, ("team:read",)),
    "bots.info": Method(bot_info, ("users:read",)),
    "users.info": Method(user_info, ("users:read",)),
    "users.list": Method(users, ("users:read",)),
}
