"""`usergroups.*`: who belongs to which group."""

from bot.workspace.calls import Call, Method, SlackError
from bot.workspace.json_types import Json
from bot.workspace.people import UserGroup


def groups(call: Call) -> Json:
    """Every group."""
    return {"usergroups": [_described(call, group) for group in call.state.groups.values()]}


def members(call: Call) -> Json:
    """The ids of a group's people."""
    group = call.state.groups.get(call.required("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return {"users": list(group.people)}


def _described(call: Call, group: UserGroup) -> Json:
    described: Json = {
        "id": group.id,
        "team_id": call.state.identity.team,
        "is_usergroup": True,
        "is_subteam": True,
        "is_external": False,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "date_create": 0,
        "date_update": 0,
        "date_delete": 0,
        "auto_type": None,
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
        "user_count": len(group.people),
    }
    return described | {"users": list(group.people)} if call.flag("include_users") else described


METHODS = {
    "usergroups.list": Method(groups, ("usergroups:read",)),
    "usergroups.users.list": Method(members, ("usergroups:read",)),
}
