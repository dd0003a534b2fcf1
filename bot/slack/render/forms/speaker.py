"""The form in which a person says as whom they post."""

from collections.abc import Iterator, Sequence

from bot.domain.draft import ADDRESSES, MAX_CONTEXT, ROLES, TONES, Language
from bot.domain.showing import one_line
from bot.slack.render.forms.parts import View, field, form, line, menu, ticks
from bot.slack.render.rich_text import Block, small
from bot.texts import say
from bot.usecases.form_views import SpeakerForm

_UNSAID = "-"
"""A choice has a value; the empty one is sent as this, which is no id of anything."""
_MOST_CHOICES = 99


def draw_speaker_form(view: SpeakerForm, language: Language) -> View:
    """Nothing has to be given but as whom they post; what they said last stands there."""
    return form(
        "speaker",
        say("speaker.form", language),
        say("speaker.form.submit", language),
        [small(say("speaker.form.about", language)), *_who(view, language), *_how(view, language)],
        language,
        view.card,
    )


def _who(view: SpeakerForm, language: Language) -> Iterator[Block]:
    known = view.speaker
    roles: dict[str, str] = {each: say(f"speaker.role.{each}", language) for each in ROLES}
    hint = say("speaker.form.role.hint", language)
    yield field("role", say("speaker.form.role", language), menu(roles, known.role), hint=hint)
    shows = ticks({"yes": say("speaker.form.shows.yes", language)}, ticked=known.shows_affiliation)
    yield field("shows", say("speaker.form.shows", language), shows, optional=True)
    if view.places:
        yield _choice(
            "territory", say("speaker.form.territory", language), view.places, known.territory, language
        )
    if view.units:
        yield _choice("unit", say("speaker.form.unit", language), view.units, known.unit, language)


def _how(view: SpeakerForm, language: Language) -> Iterator[Block]:
    known = view.speaker
    addresses = [(each, say(f"speaker.address.{each}", language)) for each in ADDRESSES if each]
    tones = [(each, say(f"speaker.tone.{each}", language)) for each in TONES if each]
    yield _choice("address", say("speaker.form.address", language), addresses, known.address, language)
    yield _choice("tone", say("speaker.form.tone", language), tones, known.tone, language)
    purpose, audience = line(MAX_CONTEXT, known.purpose), line(MAX_CONTEXT, known.audience)
    yield field("purpose", say("speaker.form.purpose", language), purpose, optional=True)
    yield field("audience", say("speaker.form.audience", language), audience, optional=True)


def _choice(
    name: str, label: str, choices: Sequence[tuple[str, str]], chosen: str, language: Language
) -> Block:
    """One of them, or none."""
    labels = {_UNSAID: say("speaker.unsaid", language)}
    labels |= {value: one_line(each) or value for value, each in choices[:_MOST_CHOICES]}
    return field(name, label, menu(labels, chosen or _UNSAID), optional=True)
