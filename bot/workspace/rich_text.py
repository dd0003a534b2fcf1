"""What Slack makes of a typed text: `text` with entities, and the same as a rich_text block."""

import re
import secrets
import unicodedata
from collections.abc import Iterator, Mapping

import regex

from bot.workspace.json_types import Json

_LINK = re.compile(
    r"(?P<url>https?://[^\s<>]+)"
    r"|(?P<mail>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)"
    r"|(?P<site>(?<![\w@/.-])(?:[\w-]{1,63}\.)+(?:com|org|net|ca|fr|quebec|io|eu|uk|ch|be|lu)\b(?:/[^\s<>]*)?)",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?)]}»\"'’"
_TONE = r"[\U0001F3FB-\U0001F3FF]"
_PICTURE = (
    rf"(?:\p{{Emoji_Presentation}}\uFE0F?|\p{{Emoji}}\uFE0F|\p{{Emoji_Modifier_Base}}(?={_TONE})){_TONE}?"
)
_EMOJI = regex.compile(
    r"\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3"
    rf"|{_PICTURE}(?:\u200D(?:{_PICTURE}|\p{{Extended_Pictographic}}))*"
)
_INVISIBLE = {"\u200d", "\ufe0f", "\u20e3"}
_SKIN_TONES = {chr(0x1F3FB + shade): shade + 2 for shade in range(5)}


def typed(text: str, user_ids: Mapping[str, str]) -> tuple[str, list[Json]]:
    """The `text` and the `blocks` of a message somebody typed; no blocks when nothing was typed.

    `user_ids` are the people who can be mentioned, by name: "@Camille Laurent" becomes a mention.
    """
    elements = _joined(_elements(text, user_ids))
    written = "".join(_as_text(element) for element in elements)
    if not elements:
        return "", []
    section = {"type": "rich_text_section", "elements": elements}
    return written, [{"type": "rich_text", "block_id": secrets.token_hex(3), "elements": [section]}]


def escaped(text: str) -> str:
    """The text with the three characters that Slack keeps for itself as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _elements(text: str, user_ids: Mapping[str, str]) -> Iterator[Json]:
    mentions = re.compile(
        "|".join(re.escape(f"@{name}") for name in sorted(user_ids, key=len, reverse=True)) or "(?!)"
    )
    end = 0
    for mention in mentions.finditer(text):
        yield from _with_links(text[end : mention.start()])
        yield {"type": "user", "user_id": user_ids[mention.group()[1:]]}
        end = mention.end()
    yield from _with_links(text[end:])


def _with_links(text: str) -> Iterator[Json]:
    end = 0
    for match in _LINK.finditer(text):
        link = match.group() if match["mail"] else match.group().rstrip(_TRAILING)
        yield from _with_emoji(text[end : match.start()])
        yield _link(link, match.lastgroup or "url")
        end = match.start() + len(link)
    yield from _with_emoji(text[end:])


def _link(link: str, kind: str) -> Json:
    if kind == "mail":
        return {"type": "link", "url": f"mailto:{link}", "text": link}
    if kind == "site":
        return {"type": "link", "url": f"http://{link}", "text": link}
    return {"type": "link", "url": link}


def _with_emoji(text: str) -> Iterator[Json]:
    end = 0
    for match in _EMOJI.finditer(text):
        yield {"type": "text", "text": text[end : match.start()]}
        yield _emoji(match.group())
        end = match.end()
    yield {"type": "text", "text": text[end:]}


def _emoji(written: str) -> Json:
    first, *others = [part for part in written if part not in _INVISIBLE]
    name = "_".join(_name(part) for part in (first, *others) if part == first or part not in _SKIN_TONES)
    emoji: Json = {"type": "emoji", "name": name, "unicode": "-".join(f"{ord(part):x}" for part in written)}
    for part in others:
        if part in _SKIN_TONES:
            emoji["skin_tone"] = _SKIN_TONES[part]
    return emoji


def _name(character: str) -> str:
    return re.sub(r"\W+", "_", unicodedata.name(character, f"u{ord(character):x}").lower())


def _joined(elements: Iterator[Json]) -> list[Json]:
    joined: list[Json] = []
    for element in elements:
        if element["type"] == "text" and joined and joined[-1]["type"] == "text":
            joined[-1]["text"] += element["text"]
        elif element.get("text") != "":
            joined.append(element)
    return joined


def _as_text(element: Json) -> str:
    kind = element["type"]
    if kind == "user":
        return f"<@{element['user_id']}>"
    if kind == "emoji":
        tone = f":skin-tone-{element['skin_tone']}:" if "skin_tone" in element else ""
        return f":{element['name']}:{tone}"
    if kind == "link":
        label = f"|{escaped(element['text'])}" if "text" in element else ""
        return f"<{escaped(element['url'])}{label}>"
    return escaped(element["text"])
