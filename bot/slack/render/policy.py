"""A version of a document or of the rules: what it changes, and what its owner may do with it."""

from collections.abc import Iterator, Mapping

from bot.domain.draft import Language
from bot.domain.showing import one_line
from bot.slack.ids import (
    CANCEL_PREVIEW,
    CHOOSE_FILE,
    COMPARE_POLICY,
    PREVIEW_POLICY,
    PUBLISH_POLICY,
    ROLL_BACK,
    WITHDRAW_POLICY,
)
from bot.slack.render.fitting import Room, fit
from bot.slack.render.policy_diff import changed_clauses, changed_rules, counts
from bot.slack.render.policy_lists import version_change
from bot.slack.render.quoting import contact
from bot.slack.render.rich_text import (
    Block,
    Element,
    Message,
    actions,
    bullets,
    button,
    data,
    paragraph,
    rich_text,
    said,
    section,
)
from bot.texts import say
from bot.usecases.library_ports import VersionChange
from bot.usecases.policy_views import (
    CasesUnreadable,
    ChooseFile,
    FileNotTaken,
    GoingBack,
    NothingToDo,
    OwnersOnly,
    PolicyAtWork,
    PolicyChanges,
    PolicyPublished,
)

_GAPS = 8
_MOVED = 20


def draw_policy_changes(view: PolicyChanges, language: Language) -> Message:
    """The diff, with its buttons."""
    text = say(f"policy.stands.{view.stands}", language, version=view.compared.version)
    return Message(text, fit(lambda room: list(_changes(view, text, language, room))))


def _changes(view: PolicyChanges, text: str, language: Language, room: Room) -> Iterator[Block]:
    compared = view.compared
    title = one_line(compared.title) or say("policy.rules", language)
    yield rich_text(section(data(title, room.words // 3, "bold"), said(f" · {compared.version}")))
    lines = [section(said(text))]
    if view.known:
        lines.append(section(said(say("policy.known", language))))
    if view.stands not in ("in-force", "published"):
        lines.append(section(said(_beside(view, language))))
    yield rich_text(*lines)
    whole = f"vigie policies diff {compared.version}"
    yield from changed_clauses(compared.clauses, language, room, whole)
    yield from changed_rules(compared.rules, language, room, whole)
    for rule, key in compared.lost_pins[: room.quotes]:
        lost = say("policies.lost-pin", language, rule=one_line(rule), clause=one_line(key))
        yield rich_text(section(data(lost, room.words)))
    pressed = list(_buttons(view, language))
    if pressed:
        yield actions(*pressed)


def _beside(view: PolicyChanges, language: Language) -> str:
    """What it was compared with, and how much is not the same."""
    compared = view.compared
    if compared.in_force is None:
        return say("policy.beside-nothing", language, counts=counts(compared, language))
    found = counts(compared, language) or say("policy.no-change", language)
    return say("policy.beside", language, other=compared.in_force, counts=found)


def _buttons(view: PolicyChanges, language: Language) -> Iterator[Element]:
    version, beside = view.compared.version, view.compared.in_force
    value = f"{version}|{beside or ''}"
    if view.stands == "overtaken":
        yield button(COMPARE_POLICY, say("policy.button.compare", language), value)
    if view.stands in ("draft", "retired"):
        yield button(PREVIEW_POLICY, say("policy.button.preview", language), value)
        asked = _confirm("publish", language, version=version)
        yield button(PUBLISH_POLICY, say("policy.button.publish", language), value, "primary", asked)
    if view.stands == "draft":
        yield button(WITHDRAW_POLICY, say("policy.button.withdraw", language), value)


def draw_published(view: PolicyPublished, language: Language) -> Message:
    """What is in force now, and the way back."""
    text = say("policy.published", language, version=view.version)
    blocks = [paragraph(text, "bold")]
    room = Room()
    if view.gaps:
        shown = ", ".join(one_line(each) for each in list(view.gaps.values())[:_GAPS])
        gaps = say("policy.gaps", language, count=len(view.gaps), rules=shown)
        blocks.append(rich_text(section(data(gaps, room.words * 2))))
    for rule, key in view.lost_pins[:_GAPS]:
        lost = say("policies.lost-pin", language, rule=one_line(rule), clause=one_line(key))
        blocks.append(rich_text(section(data(lost, room.words))))
    if view.back and view.back != view.library:
        blocks.append(actions(_roll_back_button(view.back, view.library, language)))
    return Message(text, blocks)


def draw_going_back(view: GoingBack, language: Language) -> Message:
    """What going back to an earlier library changes, and the button that does it; or that it is done."""
    text = say("policy.gone-back" if view.done else "policy.going-back", language)
    blocks = [paragraph(text, "bold")]
    if view.versions:
        blocks.append(rich_text(moved(view.versions, language)))
    if not view.done:
        blocks.append(actions(_roll_back_button(view.library, view.before, language)))
    return Message(text, blocks)


def moved(versions: tuple[VersionChange, ...], language: Language) -> Element:
    """Each document of which another version is in force, a line each."""
    lines = [section(said(version_change(each, language))) for each in versions[:_MOVED]]
    if left := len(versions) - len(lines):
        lines.append(section(said(say("slack.and-more", language, count=left))))
    return bullets(lines)


def _roll_back_button(target: str, expected: str, language: Language) -> Element:
    asked = _confirm("rollback", language)
    return button(ROLL_BACK, say("policy.button.rollback", language), f"{target}|{expected}", "danger", asked)


def _confirm(deed: str, language: Language, **values: object) -> Mapping[str, str]:
    return {
        "title": say(f"policy.confirm.{deed}.title", language),
        "text": say(f"policy.confirm.{deed}.text", language, **values),
        "confirm": say(f"policy.confirm.{deed}.yes", language),
        "deny": say("policy.confirm.no", language),
    }


def draw_at_work(view: PolicyAtWork, language: Language) -> Message:
    """What is being done, and the button that stops it where it can be stopped."""
    step = say(f"step.{view.doing}", language)
    text = f"{step}… {view.done}/{view.of}" if view.of else f"{step}…"
    blocks = [paragraph(text)]
    if view.cancel:
        blocks.append(actions(button(CANCEL_PREVIEW, say("policy.button.cancel", language), view.cancel)))
    return Message(text, blocks)


def draw_file_not_taken(view: FileNotTaken, language: Language) -> Message:
    """Why a file cannot be a policy: one sentence, that nothing has changed, and the form that asks more."""
    text = say(f"file.refused.{view.code}", language, detail=one_line(view.detail))
    unchanged = said(f"\n{say('policy.unchanged', language)}")
    blocks = [rich_text(section(data(text, Room().words * 2), unchanged))]
    if view.code == "no-document":
        blocks.append(_form_button(language))
    return Message(say("policy.not-taken", language), blocks)


def draw_choose_file(view: ChooseFile, language: Language) -> Message:
    """The button that opens the form."""
    text = say("policy.choose-file", language)
    return Message(text, [paragraph(text), _form_button(language)])


def _form_button(language: Language) -> Block:
    chosen = button(CHOOSE_FILE, say("policy.button.choose-file", language), "form", "primary")
    return actions(chosen)


def draw_owners_only(view: OwnersOnly, language: Language) -> Message:
    """That only policy owners may, and whom to ask."""
    text = say("policy.owners-only", language, deed=say(f"policy.deed.{view.deed}", language))
    parts = [said(text)]
    if view.ask:
        ask = contact(view.ask, language, Room().words)
        parts.append(data(f"\n{say('slack.ask', language, ask=ask)}", Room().words))
    return Message(text, [rich_text(section(*parts))])


def draw_nothing_to_do(view: NothingToDo, language: Language) -> Message:
    """Why nothing was changed."""
    text = say(f"policy.nothing.{view.why}", language)
    return Message(text, [paragraph(text)])


def draw_cases_unreadable(view: CasesUnreadable, language: Language) -> Message:
    """Which line of which file of golden cases is to be mended."""
    text = say("policy.cases-unreadable", language, file=one_line(view.file), line=view.line)
    return Message(say("policy.unchanged", language), [rich_text(section(data(text, Room().words)))])
