"""The form with which a policy is given, sent: the file, and what its owner says of it."""

from bot.slack.ids import FORM_FIELDS, FORM_FILE, UPLOAD_FORM
from bot.slack.parse.files import files_in
from bot.slack.parse.payload import Table, identifier, table, text
from bot.usecases.chat_ports import Place, Received


def parse_form(body: object) -> Received | None:
    """What a person filled in; None for what is not our form, or holds no file."""
    view = table(body, "view")
    values = table(view, "state", "values")
    files = files_in(table(values, FORM_FILE, FORM_FILE))
    form_id, person = identifier(view, "id"), identifier(table(body, "user"), "id")
    team = identifier(table(body, "team"), "id") or identifier(table(body, "user"), "team_id")
    if text(view, "callback_id") != UPLOAD_FORM or not (files and form_id and person and team):
        return None
    # A form is sent once: what Slack delivers again has the same id.
    subject = f"{team}:form:{form_id}"
    form = {name: _value(table(values, name, name)) for name in FORM_FIELDS}
    place = Place(team, person, subject)  # a form stands in no conversation: its sender does
    return Received(subject, subject, "upload", place, subject, person, files=files, form=form)


def _value(field: Table) -> str:
    """What was chosen in a list, or written."""
    return text(table(field, "selected_option"), "value") or text(field, "value")
