"""The form with which a policy is given: a file, and what its owner says of it."""

from bot.domain.draft import Language
from bot.domain.policy_commands import READABLE
from bot.domain.showing import one_line
from bot.domain.versions import RULES
from bot.slack.render.forms.parts import View, field, file, form, line, menu
from bot.texts import say
from bot.usecases.chat_ports import Received
from bot.usecases.form_views import PolicyForm
from bot.usecases.policy_upload import FOUND_OUT, NEW, is_new_id
from bot.usecases.read_pack_upload import PACK_SUFFIXES

_MOST_CHOICES = 90


def draw_policy_form(view: PolicyForm, language: Language) -> View:
    """A file, the document that it is a version of, and what to call a new one."""
    known = {name: f"{name} · {one_line(title)}" for name, title in view.documents[:_MOST_CHOICES]}
    documents = {FOUND_OUT: say("policy.form.found-out", language), **known}
    documents |= {NEW: say("policy.form.new", language), RULES: say("policy.rules", language)}
    languages = {
        FOUND_OUT: say("policy.form.found-out", language),
        "fr": say("policy.only.fr", language),
        "en": say("policy.only.en", language),
    }
    types = [each.removeprefix(".") for each in READABLE]

    def label(name: str) -> str:
        return say(f"policy.form.{name}", language)

    def hint(name: str) -> str:
        return say(f"policy.form.{name}.hint", language)

    return form(
        "policy",
        say("policy.form", language),
        say("policy.form.submit", language),
        [
            field("file", label("file"), file(types), hint=hint("file")),
            field("document", label("document"), menu(documents)),
            field("id", label("id"), line(32), hint=hint("id"), optional=True),
            field("title", label("title"), line(150), hint=hint("title"), optional=True),
            field("language", label("language"), menu(languages)),
        ],
        language,
    )


def policy_errors(sent: Received, language: Language) -> dict[str, str]:
    """What is wrong with a form that was sent, by field; {} where it can be kept."""
    if not sent.files:
        return {"file": say("policy.form.no-file", language)}
    name, chosen = sent.files[0].name.lower(), sent.form.get("document", "")
    if not name.endswith(READABLE):
        return {"file": say("file.refused.type", language, detail="")}
    if chosen == RULES and not name.endswith(PACK_SUFFIXES):
        return {"file": say("policy.form.not-rules", language)}
    if chosen == NEW and not is_new_id(sent.form.get("id", "")):
        return {"id": say("policy.form.bad-id", language)}
    return {}
