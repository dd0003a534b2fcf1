"""A draft that comes as a file: which files may be one, the words that only announce it, and its text."""

import codecs
import unicodedata
from collections.abc import Iterable
from re import compile as pattern

from bot.domain.outline import Block

READABLE_DRAFTS = (".docx", ".txt", ".md")
"""How the name of a file ends that may be a draft."""
_PLAIN = (".txt", ".md")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = "cp1252"
"""What Windows writes in French and English where it does not write Unicode."""
_WORD = pattern(r"\w+")
_NAMED = pattern(r"drafts?|brouillons?|post|billet|publication|texte?")
_AROUND = pattern(
    r"voici|ci|jointe?s?|m(?:on|a|es|y)|une?|l[aes]|en|piece|here|is|are|an?|the|this|attached|file|fichier|"
    r"in|it|to|for|pour|review|check|reli(?:re|s|sez)|li(?:re|s)|svp|s|il|te|vous|plait|please|hi|hello|"
    r"bonjour|salut|can|could|would|you|peux|pouvez|tu|look|at|de|d"
)
"""What stands around the name of what a file is; accents folded."""


def may_be_draft(name: str) -> bool:
    """Whether a file of that name may be read as a draft."""
    return name.lower().endswith(READABLE_DRAFTS)


def is_plain_text(name: str) -> bool:
    """Whether its bytes are its text."""
    return name.lower().endswith(_PLAIN)


def only_announces(text: str) -> bool:
    """Whether words sent with a file say no more than that it is the draft; nothing says so too."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    words = _WORD.findall("".join(each for each in letters if not unicodedata.combining(each)))
    if not words:
        return not text.strip()
    named = [each for each in words if _NAMED.fullmatch(each)]
    around = (_AROUND.fullmatch(each) for each in words if each not in named)
    return bool(named) and len(words) <= 12 and all(around)


def text_of_bytes(content: bytes) -> str:
    """The text of a plain file, to the letter, line ends as "\\n": a byte order mark decides, then whether it
    can be UTF-8. What is no text keeps its odd characters, and is refused as any such draft is."""
    return _decoded(content).replace("\r\n", "\n").replace("\r", "\n").strip()


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_WESTERN, "replace")


def text_of_blocks(blocks: Iterable[Block]) -> str:
    """The text of a document as a post has it: a line between paragraphs, the items of a list together."""
    lines: list[str] = []
    in_list = False
    for block in blocks:
        item = bool(block.label)
        if lines and not (item and in_list):
            lines.append("")
        lines.append(f"{block.label} {block.text}" if item else block.text)
        in_list = item
    return "\n".join(lines)
