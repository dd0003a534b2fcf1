"""The ids under which a prompt gives the firm's clauses, and under which an answer may name them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.domain.findings import Citation

_AROUND_A_LABEL = " \t\n\u00a0[](){}<>«»\"'`.,:;"


def label_clauses(citations: Iterable[Citation]) -> dict[str, Citation]:
    """The ids under which a prompt gives clauses, in their order: a clause's number where no other has it.

    Otherwise the number and the language, and where that is not enough a count; a clause given twice is one.
    """
    given = list(dict.fromkeys(citations))
    numbers = Counter(each.clause for each in given)
    in_language = Counter((each.clause, each.language) for each in given)
    taken = {key for key, times in numbers.items() if times == 1}
    labels = {each: each.clause for each in given if each.clause in taken}
    for each in sorted((each for each in given if each not in labels), key=_identity):
        base = f"{each.clause}-{each.language}"
        free = base if in_language[each.clause, each.language] == 1 else f"{base}-1"
        count = 1
        while free in taken:
            count += 1
            free = f"{base}-{count}"
        taken.add(free)
        labels[each] = free
    return {labels[each]: each for each in given}


def _identity(citation: Citation) -> tuple[str, str, str, int, str, str]:
    return (
        citation.clause,
        citation.language,
        citation.document,
        citation.version,
        citation.title,
        citation.text,
    )


def clause_named(label: str, clauses: Mapping[str, Citation]) -> Citation | None:
    """The clause that an answer names, brackets and the like apart; None for one that was not given."""
    return clauses.get(label) or clauses.get(label.strip(_AROUND_A_LABEL))
