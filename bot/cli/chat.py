"""`vigie chat`: the bot's conversation in a terminal, with the same use cases as everywhere."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import click
from rich.console import Console

from bot.cli.card import print_card, print_version
from bot.cli.reading import is_terminal, read_some
from bot.cli.showing import one_line, showable
from bot.cli.texts import refusal, say
from bot.cli.wiring import Wiring
from bot.domain.draft import PLATFORMS, Draft, DraftRefused, Language, accept_draft
from bot.usecases.ports import StorageError
from bot.usecases.review import Desk, open_desk
from bot.usecases.search_clauses import search_clauses

_GREETINGS = {"bonjour", "salut", "allo", "allô", "hello", "hi", "hey", "help", "aide", "coucou"}
_CLAUSES = 3


@dataclass(frozen=True)
class Talk:
    """Where the conversation stands: the language spoken to the person, the platform, the last draft."""

    desk: Desk
    language: Language
    chosen: bool = False
    platform: str = "linkedin"
    draft: Draft | None = None
    turn: int = 0


@click.command()
@click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of the greeting; yours by default.")
@click.pass_obj
def chat(wiring: Wiring, lang: Language | None) -> None:
    """Talk to the bot: paste a draft, get the review and a version you can post."""
    console = Console()
    talk = Talk(open_desk(wiring.review()), lang or wiring.language, chosen=lang is not None)
    firm = one_line(talk.desk.policies.firm.names[0])
    console.print(say("chat.hello", talk.language, firm=firm), markup=False)
    console.print(say("chat.help", talk.language), style="dim", markup=False)
    messages = _messages(talk.language)
    while (message := messages(talk.language)) is not None:
        if message.strip().lower() in ("/quit", "/quitter", "/exit"):
            break
        try:
            talk = _answer(message, talk, wiring, console)
        except (StorageError, DraftRefused) as failed:
            sentence = refusal(failed, talk.language) if isinstance(failed, DraftRefused) else str(failed)
            console.print(one_line(sentence), style="yellow", markup=False)
    console.print(say("chat.bye", talk.language))


def _messages(spoken: Language) -> Callable[[Language], str | None]:
    """Asks for the next message; None at the end. Where there is no terminal, all of the input is one."""
    if not is_terminal():
        whole = iter([read_some("-", spoken).decode("utf-8", "replace")])
        return lambda language: next(whole, None)
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession()

    def ask(language: Language) -> str | None:
        message = ""
        while not message.strip():
            try:
                message = session.prompt(f"\n{say('chat.prompt', language)}> ")
            except (EOFError, KeyboardInterrupt):
                return None
        return message

    return ask


def _answer(message: str, talk: Talk, wiring: Wiring, console: Console) -> Talk:
    said = message.strip()
    if said.startswith("/"):
        return _command(said, talk, console)
    if said.startswith("?"):
        _closest_clauses(said[1:].strip(), talk, wiring, console)
        return talk
    if said.lower().strip("!. ") in _GREETINGS:
        console.print(say("chat.help", talk.language), markup=False)
        return talk
    return _review(replace(talk, draft=accept_draft(message, talk.platform), turn=0), console)


def _command(said: str, talk: Talk, console: Console) -> Talk:
    name, _, value = said[1:].partition(" ")
    value = value.strip().lower()
    if name in ("another", "encore"):
        if talk.draft is None:
            console.print(say("chat.no-draft", talk.language))
            return talk
        return _another_version(replace(talk, turn=talk.turn + 1), console)
    if name in ("platform", "plateforme") and value in PLATFORMS:
        console.print(say("chat.platform", talk.language, platform=value))
        return replace(talk, platform=value)
    if name in ("lang", "langue") and value in ("fr", "en"):
        language: Language = "fr" if value == "fr" else "en"
        console.print(say("chat.lang", language))
        return replace(talk, language=language, chosen=True)
    console.print(
        say("chat.help" if name in ("help", "aide") else "chat.unknown", talk.language), markup=False
    )
    return talk


def _review(talk: Talk, console: Console) -> Talk:
    assert talk.draft is not None
    with console.status(say("working.review", talk.language)):
        review = talk.desk.review(talk.draft, talk.language if talk.chosen else None, talk.turn)
    print_card(console, review, talk.desk.policies, review.spoken)
    return talk


def _another_version(talk: Talk, console: Console) -> Talk:
    assert talk.draft is not None
    review = talk.desk.review(talk.draft, talk.language if talk.chosen else None, talk.turn)
    print_version(console, review, talk.desk.policies, review.spoken)
    return talk


def _closest_clauses(question: str, talk: Talk, wiring: Wiring, console: Console) -> None:
    if not question:
        console.print(say("chat.help", talk.language), markup=False)
        return
    with console.status(say("working.search", talk.language)):
        found = search_clauses(question, talk.language, wiring.search(), _CLAUSES)
    console.print(say("chat.closest", talk.language))
    for each in found:
        title = one_line(f"{each.clause.key} {each.clause.title}")
        console.print(f"\n  {title}", style="bold", markup=False)
        console.print(f"  {showable(each.clause.text)}", markup=False)
