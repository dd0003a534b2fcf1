"""Read a rule pack from its files and check it: the records, their words, and their examples."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pydantic import BaseModel, ValidationError

from bot.domain.firm import FirmProfile
from bot.domain.learned import Learned
from bot.domain.library import PackContent
from bot.domain.matching import Vocabulary, between_slashes, is_part
from bot.domain.pack import RulePack, compile_pack
from bot.domain.pack_check import PackProblem, check_pack
from bot.domain.phrases import PhraseError
from bot.domain.rules import Pattern, Phrase, Rule, Topic, Words
from bot.domain.runaway_words import runs_away
from bot.domain.severity_changes import (
    SeverityChange,
    SeverityChanges,
    SeverityProblem,
    date_problems,
    severity_problems,
)
from bot.domain.topics import CONFIDENTIAL
from bot.usecases.pack_places import Piece, Places
from bot.usecases.ports import PackSource, PolicyFileError, RecordReader

_LANGUAGES = {"fr": "French", "en": "English"}
LEARNED = "learned.json"
"""Made by `vigie rules learn`; the owners write everything else."""
SEVERITIES = "severities.yml"
"""The file of the owners' changes of severity."""
_ENDS_TWICE = re.compile(r"[*)]\*")
_RUNS_AWAY = (
    "some posts would keep the program busy with this for ever: something is repeated inside what is "
    "repeated, or three times in a row"
)
_LONGEST = 160
"""Characters of an example that are shown: enough to find it."""


@dataclass(frozen=True)
class PackFiles:
    """A rule pack as files, and what reading and checking it needs."""

    source: PackSource
    reader: RecordReader


@dataclass(frozen=True)
class PackRecords:
    """A rule pack as records."""

    rules: tuple[Rule, ...]
    topics: tuple[Topic, ...]
    firm: FirmProfile
    files: Mapping[str, str]
    """Rule id → its file."""
    learned: Learned | None = None
    severities: tuple[SeverityChange, ...] = ()

    @cached_property
    def pack(self) -> RulePack:
        """The same, compiled, as severe as it is written: changes of severity belong to a day."""
        return compile_pack(self.rules, self.topics, self.firm, learned=self.learned)


def read_pack(files: PackFiles) -> PackRecords:
    """The records, checked. Raises `PolicyFileError` with the first problem."""
    records = read_records(files)
    for problem in check_examples(records, files):
        raise problem
    return records


def pack_problems(files: PackFiles) -> list[PolicyFileError]:
    """Everything wrong with the examples of a pack, or the one thing for which it cannot be read."""
    try:
        return list(check_examples(read_records(files), files))
    except PolicyFileError as problem:
        return [problem]


def parse_pack(files: PackFiles) -> PackRecords:
    """The records as they are written: neither their words nor their examples are tried. Quick."""
    source, read = files.source, files.reader.read_record
    firm = read(FirmProfile, source.firm, "firm.yml")
    rules = {file: read(Rule, text, file) for file, text in source.rules.items()}
    topics = {file: read(Topic, text, file) for file, text in source.topics.items()}
    _by_id(topics, source.topics, files.reader)
    named = _by_id(rules, source.rules, files.reader)
    learned = _learned(source.learned) if source.learned else None
    changes = read(SeverityChanges, source.severities, SEVERITIES).severities if source.severities else ()
    return PackRecords(tuple(rules.values()), tuple(topics.values()), firm, named, learned, changes)


def _learned(text: str) -> Learned:
    try:
        return Learned.model_validate_json(text)
    except ValidationError:
        raise PolicyFileError(LEARNED, 1, "this cannot be read: run `vigie rules learn` again") from None


def read_records(files: PackFiles) -> PackRecords:
    """The records, their words compiled and their references found. Raises `PolicyFileError`."""
    records = parse_pack(files)
    refuse_unusable(records, places_of(records, files))
    return records


def read_changed_records(files: PackFiles, in_force: PackContent | None) -> tuple[PackRecords, Places]:
    """The same, and where they are written; looks whether what is not in force yet would run for ever.

    Raises `PolicyFileError`.
    """
    records = parse_pack(files)
    places = places_of(records, files)
    refuse_unusable(records, places)
    refuse_runaways(records, in_force, places)
    return records, places


def refuse_runaways(records: PackRecords, in_force: PackContent | None, places: Places) -> None:
    """Look whether expressions that are not in force would run for ever on some post. Raises
    `PolicyFileError`."""
    there: tuple[Rule | Topic, ...] = (*in_force.rules, *in_force.topics) if in_force else ()
    given: tuple[Rule | Topic, ...] = (*records.rules, *records.topics)
    known = {(type(each), each.id): each for each in there}
    vocabulary = Vocabulary(records.firm.names_for_rules)
    for record in given:
        if known.get((type(record), record.id)) != record:
            for words, source in expressions_in(record, vocabulary):
                if runs_away(source):
                    raise _bad_words(PhraseError(words, _RUNS_AWAY), places)


def refuse_unusable(records: PackRecords, places: Places) -> None:
    """Compile all words, look for every topic and rule that is named. Raises `PolicyFileError`."""
    try:
        _compile_everything(records)
    except PhraseError as error:
        raise _bad_words(error, places) from None
    known = {topic.id for topic in records.topics} | {CONFIDENTIAL}
    for rule in records.rules:
        if rule.fix.topic is not None and rule.fix.topic not in known:
            raise places.in_rule(rule.id, ("fix", "topic"), f"there is no resource topic {rule.fix.topic}")
    refuse_severities(records, places)


def refuse_severities(records: PackRecords, places: Places) -> None:
    """Look whether every severity may be changed as it is. Raises `PolicyFileError`."""
    for wrong in severity_problems(records.rules, records.severities):
        raise _bad_severity(wrong, places)


def refuse_dates(records: PackRecords, places: Places, was: Sequence[SeverityChange], today: date) -> None:
    """Look whether the changes that were not in force end on a day that can be. Raises `PolicyFileError`."""
    for wrong in date_problems(records.rules, records.severities, was, today):
        raise _bad_severity(wrong, places)


def _bad_severity(wrong: SeverityProblem, places: Places) -> PolicyFileError:
    return places.in_severities(wrong, f"{wrong.rule}: {_SEVERITY_SENTENCES[wrong.code]}")


def check_examples(records: PackRecords, files: PackFiles) -> Iterator[PolicyFileError]:
    """What fails when the rules are tried on their own examples, and the rules that learned nothing yet."""
    yield from problems_in_examples(records, places_of(records, files))


def problems_in_examples(records: PackRecords, places: Places) -> Iterator[PolicyFileError]:
    """The same, for records that are written in those places."""
    for rule in sorted(records.pack.by_meaning - set(records.learned.rules if records.learned else ())):
        yield places.in_rule(rule, ("detect",), f"{rule} judges by meaning: run `vigie rules learn` first")
    for problem in check_pack(records.pack):
        if problem.example:
            yield places.in_text(problem.rule, problem.example, _sentence(problem))
        else:
            yield places.in_rule(
                problem.rule, ("examples", problem.sort, problem.language), _sentence(problem)
            )


def places_of(records: PackRecords, files: PackFiles) -> Places:
    """Where its records are written."""
    source = files.source
    changes = Piece(SEVERITIES, source.severities)
    return Places(
        files.reader,
        {rule: Piece(file, source.rules[file]) for rule, file in records.files.items()},
        [Piece(file, text) for file, text in source.topics.items()],
        {place: (changes, place) for place in range(len(records.severities))},
    )


def _by_id(
    records: Mapping[str, Rule] | Mapping[str, Topic], texts: Mapping[str, str], reader: RecordReader
) -> dict[str, str]:
    named: dict[str, str] = {}
    for file, record in records.items():
        if record.id in named:
            line = reader.line_of(texts[file], ("id",))
            raise PolicyFileError(file, line, f"{named[record.id]} has the same id, {record.id}")
        named[record.id] = file
    return named


def _compile_everything(records: PackRecords) -> None:
    """All words, now: while reviewing, an expression is compiled only when it is needed."""
    pack = records.pack
    for expression in (*pack.index.expressions, *pack.topic_index.expressions):
        try:
            _ = expression.compiled
        except re.error:
            raise PhraseError(expression.words[1:], "not a valid expression") from None
    vocabulary = Vocabulary(records.firm.names_for_rules)
    asked = [words for record in (*records.rules, *records.topics) for words in _words_in(record)]
    for each in dict.fromkeys(each for words in asked for each in words.everything):
        inner = between_slashes(each)
        words = each if inner is None else inner
        if not is_part(vocabulary.source(words, is_regex=inner is not None)):
            raise PhraseError(each, "not a valid expression")


def _bad_words(error: PhraseError, places: Places) -> PolicyFileError:
    """Where the words are: as they are written, or between the slashes of a condition."""
    for wanted in (error.words, f"/{error.words}/"):
        found = places.in_words(wanted, f"“{_short(wanted)}”: {error.reason}")
        if found:
            return found
    return PolicyFileError("rules", 1, f"“{_short(error.words)}”: {error.reason}")


def expressions_in(record: BaseModel, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """(words, regular expression) for what a record looks for, where it can run away."""
    if isinstance(record, Words):
        is_regex = isinstance(record, Pattern)
        for each in record.everything:
            inner = each if is_regex else between_slashes(each)
            words = each if inner is None else inner
            if inner is None and not _ENDS_TWICE.search(words):
                continue  # a phrase repeats nothing but words in a gap, and how a word ends
            yield words, vocabulary.source(words, is_regex=inner is not None)
    for _, value in record:
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, BaseModel):
                yield from expressions_in(part, vocabulary)


def _words_in(record: BaseModel) -> Iterator[Words]:
    """What conditions and framings look for, wherever it stands; not the words that detectors are made of."""
    if isinstance(record, Words) and not isinstance(record, Phrase | Pattern):
        yield record
    for _, value in record:
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, BaseModel):
                yield from _words_in(each)


def _sentence(problem: PackProblem) -> str:
    """What is wrong, with the owner's own words."""
    example = f"{_LANGUAGES[problem.language]} example “{_short(problem.example)}”"
    sentences = {
        "too-few": f"{problem.found} {problem.sort} examples in {_LANGUAGES[problem.language]}, "
        f"at least {problem.expected} are needed",
        "missed": f"the rule finds nothing in its {example}",
        "wrong-span": f"in the {example} the rule finds “{_short(problem.found)}”, "
        f"not “{_short(problem.expected)}”",
        "false-alarm": f"the rule finds “{_short(problem.found)}” in the {example}, which is a good one",
        "wrong-severity": f"the {example} is judged {problem.found}, not {problem.expected}",
        "twice": f"the {example} is there twice",
    }
    return f"{problem.rule}: {sentences[problem.code]}"


_SEVERITY_SENTENCES = {
    "unknown-rule": "no rule has that id",
    "twice": "its severity is changed twice",
    "changes-nothing": "this changes nothing: it is the rule's own severity",
    "no-reason": "a severity is lowered for a reason: say which, under reason",
    "no-owner": "who lowers a severity answers for it: say who, under owner",
    "no-end": "a lowered severity comes back: say until when, under until",
    "over": "this ended before today: give a day to come under until, or leave the change out",
    "too-long": "a severity is lowered for 366 days at most: give a nearer day under until",
}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
