"""The poll that may be copied, and the form in which an author says what an image shows."""

from collections.abc import Iterator

from bot.domain.alt_texts import IMAGE_KINDS, MOST_READ, MOST_SHOWN
from bot.domain.draft import Language
from bot.domain.polls import TAKES_POLLS, as_question
from bot.slack.ids import form_callback
from bot.slack.render.forms.parts import View, field, form, line, page, radio, words
from bot.slack.render.rich_text import Block, paragraph, plain, small
from bot.texts import say
from bot.usecases.chat_ports import Received
from bot.usecases.form_views import AltTextForm, PollToCopy


def draw_poll_to_copy(view: PollToCopy, language: Language) -> View:
    """Each part in a box of its own, as the platform asks for them; what to say once it is over."""
    takes = TAKES_POLLS.get(view.platform)
    blocks = list(_as_poll(view, takes, language) if takes else _as_post(view, language))
    answer = words(view.poll.answer)
    hint = say("media.poll.answer.hint", language)
    blocks.append(field("answer", say("media.poll.answer", language), answer, hint=hint, optional=True))
    # Slack shows no box without a button that sends it; what is sent is no form of ours.
    callback = {"submit": plain(say("card.page.copy.done", language)), "callback_id": form_callback("")}
    return page(say("media.poll", language), blocks, language) | callback


def _as_poll(view: PollToCopy, takes: tuple[int, int], language: Language) -> Iterator[Block]:
    platform = say(f"slack.platform.{view.platform}", language)
    question, option = takes
    yield small(say("media.poll.limits", language, platform=platform, question=question, option=option))
    yield field(
        "question", say("media.poll.question", language), words(view.poll.question, question), optional=True
    )
    for number, each in enumerate(view.poll.options, 1):
        label = say("media.poll.option", language, number=number)
        yield field(f"option-{number}", label, line(option, each), optional=True)


def _as_post(view: PollToCopy, language: Language) -> Iterator[Block]:
    """Where an ordinary post has no poll, the question asks for a letter."""
    platform = say(f"slack.platform.{view.platform}", language)
    yield paragraph(say("media.poll.none", language, platform=platform))
    text = as_question(view.poll.question, view.poll.options)
    yield field("question", say("media.poll.post", language), words(text), optional=True)


def draw_alt_text_form(view: AltTextForm, language: Language) -> View:
    """What kind of image it is, what it shows, the words in it."""
    kinds: dict[str, str] = {each: say(f"media.kind.{each}", language) for each in IMAGE_KINDS}
    shows = words(most=MOST_SHOWN)
    reads = words(most=MOST_READ)
    return form(
        "alt-text",
        say("media.alt.form", language),
        say("media.alt.submit", language),
        [
            paragraph(say("media.alt.not-seen", language)),
            field("kind", say("media.alt.kind", language), radio(kinds, "photo")),
            field(
                "shows", say("media.alt.shows", language), shows, hint=say("media.alt.shows.hint", language)
            ),
            field(
                "reads",
                say("media.alt.reads", language),
                reads,
                hint=say("media.alt.reads.hint", language),
                optional=True,
            ),
        ],
        language,
        view.card,
    )


def alt_text_errors(sent: Received, language: Language) -> dict[str, str]:
    """Nothing said of what it shows."""
    return {} if sent.form.get("shows", "").strip() else {"shows": say("media.alt.nothing", language)}
