"""What identifies somebody, replaced before text leaves the process and put back after (promise 5).

Hidden: every identifier of `domain/identifiers`, also disguised; addresses, telephones, mentions; links
that lead to a person or carry an opaque key (a public page stays: its address is to be judged too); names
beside clients, after titles, after a frequent first name, given by the caller; the firm's confidential terms.
Not hidden: the firm's channels and names, institutions, a first name alone that nothing ties to a client.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.disguised_numbers import find_disguised_numbers, still_identifies
from bot.domain.firm import FirmProfile
from bot.domain.folding import FoldedText, fold, fold_words
from bot.domain.identifiers import find_identifiers
from bot.domain.mask_tokens import (
    KINDS,
    SPELLINGS,
    Kind,
    Token,
    find_literal_tokens,
    find_token_shapes,
    find_tokens,
    read_token,
)
from bot.domain.person_names import NEVER_A_SURNAME, find_person_names
from bot.domain.personal_contacts import find_contacts
from bot.domain.plain_writing import write_plainly
from bot.domain.public_names import joined_words, names_of_firm, public_names
from bot.domain.rules import Identifier
from bot.domain.sentences import Span

__all__ = ["FirmLines", "Mask", "still_identifies"]

Hidden = tuple[Kind, Span]

_NUMBERS: tuple[Identifier, ...] = ("sin", "card", "iban", "nir", "ramq", "account", "policy-number")
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ALPHANUMERIC = re.compile(r"[^\W_]")
_SPREAD = re.compile(r"(?<!\w)(?:\w[ .*-]){7,}\w(?!\w)")
"""Characters of a number one by one: "T R E M 5 5 6 2 1 4 1 5"."""
_ROUNDS = 4
_SHORTEST = 3
"""Letters of a word of a name that is hidden wherever it stands alone with a capital."""
_SHORTEST_NUMBER = 5
_AROUND_A_NAME = """
des famille family couple madame monsieur mademoiselle mme mlle mrs miss docteur doctor maitre dre prof
van von del bonjour merci chere cher dear
"""
_NOT_A_NAME_ALONE = NEVER_A_SURNAME.union(_AROUND_A_NAME.split())
_ACRONYM = 5
"""Letters of a public name that must be in capitals: "SEC" is not "sec"."""
_HANDLE_ENDING = 4
"""What may follow a public name in a mention of it: "@amf_qc"."""
_LINES = 4_096


@dataclass(frozen=True, slots=True)
class _Sighted:
    """A text, and what identifies somebody in it whoever was named before."""

    folded: FoldedText
    public: Sequence[Span]
    found: Sequence[Hidden]


class FirmLines:
    """Lines of the firm's own texts, each looked through once: the same come in every prompt.

    Any thread may ask. What a draft says is not to be given to it: it remembers.
    """

    def __init__(self, firm: FirmProfile) -> None:
        self._firm, self._public = firm, public_names(names_of_firm(firm))
        self._sighted: dict[str, _Sighted] = {}

    def sight(self, line: str) -> _Sighted:
        """What is in a line, as it was found the first time."""
        sighted = self._sighted.get(line)
        if sighted is None:
            if len(self._sighted) >= _LINES:
                self._sighted.clear()
            sighted = self._sighted[line] = _sight(line, self._firm, self._public)
        return sighted


class Mask:
    """What was hidden in the texts of one review, and how to put it back.

    The same value (case, accents, spacing apart) has the same token in all of them, different values have
    different tokens; a value once seen is hidden wherever it comes again. Shows nothing of itself.
    """

    def __init__(
        self, firm: FirmProfile, names: Iterable[str] = (), firm_lines: FirmLines | None = None
    ) -> None:
        self._firm = firm
        self._firm_lines = firm_lines or FirmLines(firm)
        self._public = public_names(names_of_firm(firm))
        self._numbers: dict[tuple[Kind, str], int] = {}
        self._spellings: dict[tuple[Kind, int], list[str]] = {}
        self._known: dict[tuple[Kind, bool], set[str]] = {}
        self._patterns: dict[tuple[Kind, bool], re.Pattern[str]] = {}
        for name in names:
            self._know_name(name)
        for term in firm.confidential_terms:
            self._know("TERM", joined_words(term, "s?"))

    def __repr__(self) -> str:
        return f"Mask({sum(map(len, self._spellings.values()))} hidden)"

    def hide(self, text: str) -> str:
        """The text with tokens for all that identifies somebody; `restore` gives it back to the letter."""
        return self._hidden(_sight(text, self._firm, self._public))

    def hide_lines(self, text: str) -> str:
        """The same of lines of the firm's own texts: whoever was named before is hidden in them, too."""
        return "\n".join(self._hidden(self._firm_lines.sight(line)) for line in text.split("\n"))

    def _hidden(self, sighted: _Sighted) -> str:
        text = sighted.folded.original
        for kind, span in sighted.found:
            self._learn(kind, text[slice(*span)])
        again = _without_public(text, self._known_again(sighted.folded), sighted.public)
        found = [*sighted.found, *again]
        pieces, done = [], 0
        for kind, (start, end) in _with_uncovered_numbers(text, _merged(found)):
            pieces += [text[done:start], str(self._token(kind, text[start:end]))]
            done = end
        return "".join([*pieces, text[done:]])

    def restore(self, text: str) -> str:
        """The text with every token that this mask gave put back, bent ones too; an unknown one stays."""
        pieces, done = [], 0
        for match in find_tokens(text):
            value = self._value(match.group())
            if value is not None:
                pieces += [text[done : match.start()], value]
                done = match.end()
        return "".join([*pieces, text[done:]])

    def unknown_tokens(self, text: str) -> tuple[str, ...]:
        """Tokens of an answer, before `restore`, that this mask never gave: a rewrite with one is refused."""
        shaped = dict.fromkeys(match.group() for match in find_token_shapes(text))
        return tuple(each for each in shaped if self._value(each) is None)

    def _value(self, given: str) -> str | None:
        token = read_token(given)
        spellings = self._spellings.get((token.kind, token.number), []) if token else []
        return spellings[token.spelling] if token and token.spelling < len(spellings) else None

    def _token(self, kind: Kind, value: str) -> Token:
        key = kind, _key(kind, value)
        number = self._numbers.get(key, 0)
        spellings = self._spellings.get((kind, number), [])
        if value in spellings:
            return Token(kind, number, spellings.index(value))
        if not number or len(spellings) == SPELLINGS:
            number = self._numbers[key] = 1 + sum(each == kind for each, _ in self._spellings)
            spellings = self._spellings[kind, number] = []
        spellings.append(value)
        return Token(kind, number, len(spellings) - 1)

    def _know(self, kind: Kind, pattern: str, capital: bool = False) -> None:
        known = self._known.setdefault((kind, capital), set())
        if pattern and pattern not in known:
            known.add(pattern)
            self._patterns.pop((kind, capital), None)

    def _know_name(self, name: str) -> None:
        words = _WORDS.findall(name)
        self._know("PERSON", joined_words(name), capital=len(words) < 2)
        if 2 <= len(words) <= 4:
            self._know("PERSON", joined_words(" ".join([words[-1], *words[:-1]])))
        for word in words:
            folded = fold_words(word)
            if len(folded) >= _SHORTEST and word[0].isupper() and folded not in _NOT_A_NAME_ALONE:
                self._know("PERSON", joined_words(word), capital=True)

    def _learn(self, kind: Kind, value: str) -> None:
        if kind == "PERSON":
            self._know_name(value)
        elif kind in ("NUMBER", "PHONE"):
            characters = _ALPHANUMERIC.findall(fold_words(value))
            if len(characters) >= _SHORTEST_NUMBER:
                self._know(kind, r"[\s./-]{0,2}".join(characters))
        elif kind == "EMAIL":
            self._know(kind, re.escape(fold_words(value)))

    def _known_again(self, folded: FoldedText) -> Iterator[Hidden]:
        for (kind, capital), wanted in self._known.items():
            pattern = self._patterns.get((kind, capital))
            if pattern is None:
                ordered = "|".join(sorted(wanted, key=lambda each: (-len(each), each)))
                pattern = re.compile(rf"(?<![^\W_])(?:{ordered})(?![^\W_])")
                self._patterns[kind, capital] = pattern
            for match in pattern.finditer(folded.plain):
                start, end = folded.span(*match.span())
                if not capital or folded.original[start].isupper():
                    yield kind, (start, end)


def _sight(text: str, firm: FirmProfile, names: re.Pattern[str]) -> _Sighted:
    """`names`: those that are public."""
    folded = fold(text)
    public = list(_public_spans(folded, names))
    found = _without_public(text, _found(text, firm), public)
    tokens: list[Hidden] = [("TEXT", match.span()) for match in find_literal_tokens(text)]
    return _Sighted(folded, public, [*found, *tokens])


def _public_spans(folded: FoldedText, names: re.Pattern[str]) -> Iterator[Span]:
    for match in names.finditer(folded.plain):
        start, end = folded.span(*match.span())
        if end - start > _ACRONYM or folded.original[start:end].isupper():
            yield start, end


def _found(text: str, firm: FirmProfile) -> Iterator[Hidden]:
    """What identifies somebody by itself, in the text as given and as it is plainly written."""
    yield from _found_numbers(text)
    view = write_plainly(text)
    yield from ((kind, view.span(*span)) for kind, span in find_contacts(view.text, firm))
    yield from (("PERSON", view.span(*span)) for span in find_person_names(view.text))


def _found_numbers(text: str) -> Iterator[Hidden]:
    yield from (("NUMBER", span) for _, span in find_identifiers(text, _NUMBERS))
    view = write_plainly(text)
    if view.starts is not None:
        yield from (("NUMBER", view.span(*span)) for _, span in find_identifiers(view.text, _NUMBERS))
    for spread in _SPREAD.finditer(view.text):
        if any(find_identifiers("".join(_ALPHANUMERIC.findall(spread.group())), _NUMBERS)):
            yield "NUMBER", view.span(*spread.span())
    yield from (("NUMBER", view.span(*span)) for span in find_disguised_numbers(view.text))


def _with_uncovered_numbers(text: str, hidden: list[Hidden]) -> list[Hidden]:
    """The same with the numbers that only stood too close to another to be recognised."""
    for _ in range(_ROUNDS if hidden else 0):
        blanked = list(text)
        for _, (start, end) in hidden:
            blanked[start:end] = "]" * (end - start)
        more = list(_found_numbers("".join(blanked)))
        if not more:
            break
        hidden = _merged([*hidden, *more])
    return hidden


def _without_public(text: str, found: Iterable[Hidden], public: Sequence[Span]) -> list[Hidden]:
    """Names without the public ones in them, and no mention of a public name."""
    kept: list[Hidden] = []
    for kind, (start, end) in found:
        within = [each for each in public if each[0] < end and start < each[1]]
        if not within or kind not in ("PERSON", "MENTION"):
            kept.append((kind, (start, end)))
        elif kind == "PERSON":
            kept += (("PERSON", span) for span in _rest(text, (start, end), within))
        elif not any(each[0] == start + 1 and end - each[1] <= _HANDLE_ENDING for each in within):
            kept.append((kind, (start, end)))
    return kept


def _rest(text: str, name: Span, public: Sequence[Span]) -> Iterator[Span]:
    """What of the name no public name covers, from its first capitalised word to its last."""
    start = name[0]
    for before, after in (*sorted(public), (name[1], name[1])):
        words = [
            word.span()
            for word in _WORDS.finditer(text, start, max(start, before))
            if word.group()[0].isupper() and fold_words(word.group()) not in _NOT_A_NAME_ALONE
        ]
        if words:
            yield words[0][0], words[-1][1]
        start = max(start, after)


def _merged(found: Iterable[Hidden]) -> list[Hidden]:
    """The spans in order, those that overlap made one, of the kind that comes first in `KINDS`."""
    merged: list[Hidden] = []
    for kind, (start, end) in sorted(found, key=lambda each: each[1]):
        if merged and start < merged[-1][1][1]:
            before, (first, last) = merged[-1]
            merged[-1] = min(kind, before, key=KINDS.index), (first, max(last, end))
        elif start < end:
            merged.append((kind, (start, end)))
    return merged


def _key(kind: Kind, value: str) -> str:
    """What two spellings of the same value have in common."""
    if kind in ("PERSON", "TERM"):
        return " ".join(re.findall(r"[^\W_]+", fold_words(value))) or value
    plain = write_plainly(unicodedata.normalize("NFKC", value)).text
    if kind in ("NUMBER", "PHONE"):
        return re.sub(r"[\W_]", "", plain).casefold() or value
    return value if kind == "TEXT" else "".join(plain.split()).casefold() or value
