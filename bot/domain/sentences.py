"""Where sentences begin and end in a post: full stops, line breaks, bullets; not abbreviations."""

import re

Span = tuple[int, int]

_END = re.compile(r"(?:[.!?…]+[\"»”’)\]]*(?:\s?»)?(?=\s|$|[^\w\s.,;:!?'\"»”)\]])|\n+)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"'.])(?:mm?|mmes?|mlle|dre?|mr|mrs|ms|ste?|prof|pl|pl\. ?fin|p\. ?ex|c|art|cf|vs|tel|fig|e\.g|i\.e|c\.-a-d|[a-z])\.$"
)
_BEFORE_A_NUMBER = re.compile(r"(?:^|[\s(«\"'.])(?:no|nos|env|approx|max|min)\.$")
_ENUMERATOR = re.compile(r"\s*\(?\d{1,2}\.")


_LONGEST = 800
"""Characters of a sentence; what is longer is a text without punctuation."""


def sentence_spans(plain: str) -> list[Span]:
    """Spans of the sentences of a folded text, without the white space around them."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(plain):
        end = match.end()
        if match.group() == "." and _continues(plain, start, end):
            continue
        _append(spans, plain, start, end)
        start = end
    _append(spans, plain, start, len(plain))
    return spans


def _continues(plain: str, start: int, end: int) -> bool:
    """Whether the full stop before `end` belongs to an abbreviation or to the number of a list item."""
    tail = plain[max(start, end - 9) : end]
    if _ABBREVIATION.search(tail) or _ENUMERATOR.fullmatch(plain, start, end):
        return True
    return plain[end : end + 2].strip().isdigit() and bool(_BEFORE_A_NUMBER.search(tail))


def _append(spans: list[Span], plain: str, start: int, end: int) -> None:
    """Add a sentence; what runs on without an end is cut at a space, so that no sentence is endless."""
    while end - start > _LONGEST:
        cut = plain.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        _append(spans, plain, start, cut)
        start = cut
    text = plain[start:end]
    stripped = text.strip()
    if stripped:
        begin = start + text.index(stripped[0])
        spans.append((begin, begin + len(stripped)))


def sentence_index(spans: list[Span], position: int) -> int:
    """The index of the sentence that holds a position; the one before a gap otherwise."""
    low, high = 0, len(spans) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if spans[middle][0] <= position:
            low = middle
        else:
            high = middle - 1
    return low


def neighbourhood(spans: list[Span], first: int, last: int, reach: int = 1) -> Span:
    """From `reach` sentences before the first to `reach` sentences after the last."""
    return spans[max(0, first - reach)][0], spans[min(len(spans) - 1, last + reach)][1]
