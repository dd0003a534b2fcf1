"""The clients that a draft names, looked for in the text that would replace it (promise 4).

Where the draft ties a name to a client, that name identifies them without those words too: "Well done
Walter!" under the post of whoever wrote about Walter. Only the names that anybody may write stay: the
author's, and those of the firm's profile.
"""

import re
from collections.abc import Iterator, Sequence

from bot.domain.client_names import find_client_names
from bot.domain.draft import Draft
from bot.domain.findings import Finding
from bot.domain.folding import FoldedText, fold, fold_words
from bot.domain.pack import RulePack
from bot.domain.person_names import NEVER_A_SURNAME, find_person_names
from bot.domain.public_names import joined_words, names_of_firm
from bot.domain.rules import Rule
from bot.domain.sentences import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_SHORTEST = 3
"""Letters of a word of a name that is looked for alone, with a capital."""
_BESIDE_A_NAME = """
client cliente clients clientes customer customers famille family couple madame monsieur mademoiselle mrs miss
docteur doctor maitre des the les nos our
"""
_NO_NAME = NEVER_A_SURNAME.union(_BESIDE_A_NAME.split())


def clients_named_again(
    text: str, draft: Draft, findings: Sequence[Finding], pack: RulePack
) -> tuple[str, ...]:
    """What the text has of the clients whom the draft names: names, whole or in part, and what was marked."""
    ours = [each for each in findings if _is_about_clients(pack.by_id[each.rule].rule)]
    if not ours:
        return ()
    allowed = frozenset(_words_of(" ".join((draft.author.name or "", *names_of_firm(pack.firm)))))
    names = [draft.text[slice(*each)] for each in _names(draft.text, ours)]
    marked = [each.quote for each in ours if each.quote and not allowed.issuperset(_words_of(each.quote))]
    return tuple(dict.fromkeys(_found_again(fold(text), names, marked, allowed)))


def _is_about_clients(rule: Rule) -> bool:
    return any(each.kind == "identifier" and "person-near-client" in each.which for each in rule.detect)


def _names(text: str, findings: Sequence[Finding]) -> Iterator[Span]:
    """Whom the words of the draft tie to a client, and whoever else is named where a finding is."""
    yield from find_client_names(text)
    places = [each.place for each in findings if each.place]
    for start, end in find_person_names(text):
        if any(first < end and start < last for first, last in places):
            yield start, end
    for each in findings:
        if each.source == "model" and each.start is not None:
            yield from _capitalised(text, each.start, each.start + len(each.quote))


def _capitalised(text: str, start: int, end: int) -> Iterator[Span]:
    """What may be a name in words that only a model marked: no list of names tells it all."""
    for word in _WORD.finditer(text, start, end):
        begins = not text[: word.start()].strip() or text[: word.start()].rstrip()[-1] in ".!?…:"
        if word.group()[0].isupper() and not begins:
            yield word.span()


def _found_again(
    folded: FoldedText, names: Sequence[str], marked: Sequence[str], allowed: frozenset[str]
) -> Iterator[str]:
    whole = {joined_words(each) for each in (*names, *marked) if not allowed.issuperset(_words_of(each))}
    single = {word for name in names for word in _words_of(name)} - allowed - _NO_NAME
    alone = {re.escape(each) for each in single if len(each) >= _SHORTEST}
    for patterns, capital in ((whole - {""}, False), (alone, True)):
        if not patterns:
            continue
        wanted = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(patterns, key=len, reverse=True))})(?![^\W_])")
        for match in wanted.finditer(folded.plain):
            start, end = folded.span(*match.span())
            if not capital or folded.original[start].isupper():
                yield folded.original[start:end]


def _words_of(text: str) -> list[str]:
    """Its words, folded, without a possessive ending."""
    return [_POSSESSIVE.sub("", each.group()) for each in _WORD.finditer(fold_words(text))]
