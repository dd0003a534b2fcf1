"""The clauses of a document from its blocks: which texts are quoted, under which number and which title."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.clause_parts import Part, parts_of
from bot.domain.document_sections import Section, read_sections
from bot.domain.draft import Language
from bot.domain.outline import Block

_LEAST_PREAMBLE = 400
"""Characters before the first section that are more than a few words on what the document is."""
_PREAMBLE = {"fr": "Préambule", "en": "Preamble"}
_WHOLE_TEXT = {"fr": "Texte", "en": "Text"}


@dataclass(frozen=True, slots=True)
class Outlined:
    """A clause to be. `number` is what is printed before it, where its key is not quite that; else ""."""

    key: str
    title: str
    text: str
    position: int
    number: str = ""


def outlined(blocks: Sequence[Block], document: str, language: Language) -> list[Outlined]:
    """What can be quoted, in order. A number that repeats is qualified by what it stands in ("Annexe A 1").

    A number that repeats there as well is left as it is. A section without a number is known by the
    document and its place among the sections: `PMS-s3`; what stands before the first one is `PMS-s0`.
    """
    before, sections = read_sections(blocks)
    found = [(section, parts_of(section.blocks)) for section in sections]
    keys = _keys([section for section, parts in found if parts], sections, document)
    start = list(_preamble(before, document, language, alone=not sections))
    drawn, position = start, len(start)
    for section, parts in found:
        title = _title(section)
        drawn += [
            Outlined(key, title, part.text, position + place, shown)
            for place, (part, key, shown) in enumerate(_named(parts, keys[id(section)]))
        ]
        position += max(1, len(parts))  # a heading without text keeps its place
    return drawn


def each_once(found: Sequence[Outlined]) -> list[Outlined]:
    """The same with unlike keys: the second `5.2` becomes `5.2~2`, and shows `5.2`."""
    taken = {each.key for each in found}
    seen: set[str] = set()
    unlike = []
    for each in found:
        key = each.key if each.key not in seen else free_key(each.key, taken.__contains__)
        unlike.append(each if key == each.key else replace(each, key=key, number=each.number or each.key))
        seen.add(key)
        taken.add(key)
    return unlike


def free_key(number: str, is_taken: Callable[[str], bool]) -> str:
    """`5.2~2`, or the first of `5.2~3`… that is not taken."""
    count = 2
    while is_taken(f"{number}~{count}"):
        count += 1
    return f"{number}~{count}"


def _preamble(
    before: Sequence[Block], document: str, language: Language, *, alone: bool
) -> Iterator[Outlined]:
    said = [block for block in before if " | " not in block.text]  # the rows of a table of revisions
    if sum(len(block.text) for block in said) <= _LEAST_PREAMBLE:
        return
    title = (_WHOLE_TEXT if alone else _PREAMBLE)[language]
    for place, (part, key, shown) in enumerate(_named(parts_of(said), f"{document}-s0")):
        yield Outlined(key, title, part.text, place, shown)


def _named(parts: Sequence[Part], key: str) -> Iterator[tuple[Part, str, str]]:
    """Each part with its key and, where that is not what is printed, its number."""
    pieces = 0
    for part in parts:
        if part.marker:
            yield part, f"{key} {part.marker}", ""
            continue
        pieces += 1
        yield (part, key, "") if pieces == 1 else (part, f"{key}~{pieces}", key)


def _keys(quoted: Sequence[Section], sections: Sequence[Section], document: str) -> dict[int, str]:
    """The key of each section, by its identity."""
    times = Counter(section.number for section in quoted)
    keys: dict[int, str] = {}
    for place, section in enumerate(sections):
        keys[id(section)] = section.number or f"{document}-s{place + 1}"
        holder = _numbered_holder(section)
        part_of_it = section.number.startswith("§")  # of an article: "Article 26 § 4"
        if holder and section.number and (times[section.number] > 1 or (part_of_it and holder.is_article)):
            keys[id(section)] = f"{keys[id(holder)]} {section.number}"
    return keys


def _numbered_holder(section: Section) -> Section | None:
    holder = section.parent
    while holder is not None and not holder.number:
        holder = holder.parent
    return holder


def _title(section: Section) -> str:
    """Its own title, or that of the nearest heading above it that has one, or its number."""
    holder: Section | None = section
    while holder is not None:
        if holder.title:
            return holder.title
        holder = holder.parent
    return section.number
