"""Learn what the rules of meaning judge by, from labelled posts and the rules' own examples.

Coefficients are fitted on everything: one classifier a rule, and one for whether anything is wrong, which
every rule shares but those that only suggest. Thresholds come from posts kept back, judged by what the
others taught: they are lowered while few clean posts are flagged (`domain/thresholds`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Protocol

from bot.domain.clauses import text_fingerprint
from bot.domain.held_out import HeldOut, held_out, is_kept_back
from bot.domain.labelled import LabelledPost, NotLabelled, TaughtPost, parse_labelled, taught_by
from bot.domain.learned import Classifier, Learned, LearnedRule
from bot.domain.meaning import (
    Unit,
    read_aloud,
    terms_of,
    units_of,
    with_surroundings,
)
from bot.domain.pack import RulePack
from bot.domain.rules import Rule
from bot.domain.thresholds import choose_thresholds
from bot.usecases.ports import Embedder, PolicyFileError

_FITS = 2
WRONG = "*"
"""Among the rules that a unit breaks: any of those that do more than suggest."""
_WORTH_KEEPING = 0.5
"""Weights of words nearer to zero change nothing and are left out."""
_EXAMPLES = 24
"""Labelled sentences a rule and language that a finding may name."""
_SHORTEST, _LONGEST = 30, 180
OWN_COUNT = 4
"""Times that a rule's own examples are taught: they are how its owner says, plainly, what it is."""
_AT_LEAST = 20
"""Bad texts, and good ones, that a rule learns from in each of its languages."""
_LANGUAGES = {"fr": "French", "en": "English"}


class LearningFolder(Protocol):
    """Where the labelled posts are, and where what was learned from them goes."""

    def labelled(self) -> Mapping[str, str]:
        """File → one labelled post a line. Raises `PolicyFileError`."""

    def keep_learned(self, text: str) -> None:
        """Write what was learned. Raises `PolicyFileError`."""


Told = Callable[[str, int, int], None]
"""Told what is being done, and how much of it."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A unit as numbers and words, the rules it breaks, and those nobody is sure of."""

    unit: Unit
    sense: Any
    """Its embedding, then that of what surrounds it: an array."""
    terms: Sequence[str]
    broken: frozenset[str]
    unsure: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fitted:
    """Coefficients as matrices of a column a rule; `words` has a row for each of `terms`."""

    sense: Any
    words: Any
    terms: tuple[str, ...]
    biases: Any

    def scores(self, lessons: Sequence[Lesson]) -> Any:
        """Logits: a row a lesson, a column a rule. Many lessons at once are quicker than a few at a time."""
        import numpy as np

        places = {term: place for place, term in enumerate(self.terms)}
        scores = np.stack([each.sense for each in lessons]) @ self.sense + self.biases
        for row, lesson in enumerate(lessons):
            known = [places[term] for term in lesson.terms if term in places]
            if known:
                scores[row] += self.words[known].sum(axis=0) / len(lesson.terms) ** 0.5
        return scores


Learn = Callable[[Sequence[Lesson], Sequence[str]], Fitted]
"""Fits one classifier a rule."""


@dataclass(frozen=True, slots=True)
class LearnPorts:
    """What learning needs."""

    embedder: Embedder
    learn: Learn


def read_labelled(files: Mapping[str, str], rules: Sequence[Rule]) -> list[LabelledPost]:
    """The labelled posts of the files. Raises `PolicyFileError` with the first line that is none."""
    known = {rule.id for rule in rules}
    posts = []
    for file, text in files.items():
        try:
            posts += [post for _, post in parse_labelled(text.split("\n"), known)]
        except NotLabelled as wrong:
            raise PolicyFileError(file, wrong.line, wrong.reason) from None
    return posts


def learn_meaning(pack: RulePack, posts: Sequence[LabelledPost], ports: LearnPorts, told: Told) -> Learned:
    """What the rules that have an `examples` detector judge by. Minutes for thousands of posts.

    What a rewrite may put in (fixes and resource topics) is taught as harmless. Raises `PolicyFileError`
    where a rule has too little to learn from.
    """
    _refuse_too_few(pack, posts)
    rules = [each.rule for each in pack.rules]
    names = sorted(pack.by_meaning)
    taught = [taught_by(post) for post in posts]
    told("embedding", 0, len(taught))
    lessons = [lessons_of(each, pack, ports.embedder) for each in taught]
    own = [each for those in lessons_of_examples(pack, ports.embedder) for each in those] * OWN_COUNT
    own += [each for those in lessons_of_texts(pack, ports.embedder) for each in those]
    told("fitting", 0, _FITS)
    held_out = _judge_held_out(taught, lessons, own, pack, ports.learn)
    severe = {rule.id for rule in rules if rule.severity == "block"}
    thresholds = choose_thresholds(held_out, names, severe, pack.mild)
    told("fitting", 1, _FITS)
    fitted = ports.learn([*own, *(each for those in lessons for each in those)], [*names, WRONG])
    return Learned(
        embedder=ports.embedder.fingerprint,
        learned_from=fingerprint_of(rules, posts),
        wrong=Classifier(**_coefficients(fitted, len(names))),
        rules={
            name: LearnedRule(
                **_coefficients(fitted, column),
                threshold=round(thresholds[name].threshold, 3),
                mild=name in pack.mild,
                near=_examples_of(name, taught),
                precision=round(thresholds[name].precision, 3),
                recall=round(thresholds[name].recall, 3),
            )
            for column, name in enumerate(names)
        },
    )


def _coefficients(fitted: Fitted, column: int) -> dict[str, Any]:
    return {
        "bias": round(float(fitted.biases[column]), 3),
        "sentence": tuple(fitted.sense[:, column].tolist()),
        "words": {
            term: round(float(weight), 2)
            for term, weight in zip(fitted.terms, fitted.words[:, column], strict=True)
            if abs(weight) >= _WORTH_KEEPING
        },
    }


def _refuse_too_few(pack: RulePack, posts: Sequence[LabelledPost]) -> None:
    """Labelled posts count, and the rule's own examples."""
    for name in sorted(pack.by_meaning):
        rule = pack.by_id[name].rule
        for language in rule.languages:
            here = [name in post.rules for post in posts if post.lang == language]
            for sort, found in (("bad", sum(here)), ("good", len(here) - sum(here))):
                count = found + len(getattr(getattr(rule.examples, sort), language))
                if count < _AT_LEAST:
                    raise PolicyFileError(
                        "examples",
                        1,
                        f"{name}: {count} {sort} posts in {_LANGUAGES[language]} to learn from, "
                        f"at least {_AT_LEAST} are needed",
                    )


def fingerprint_of(rules: Sequence[Rule], posts: Sequence[LabelledPost]) -> str:
    """The labelled posts and the rules' examples: what was learned from is the same while this is."""
    texts = [each.model_dump_json(exclude_defaults=True) for each in posts]
    texts += [rule.examples.model_dump_json(exclude_defaults=True) for rule in rules]
    return text_fingerprint("\n".join(sorted(texts)))


def lessons_of(taught: TaughtPost, pack: RulePack, embedder: Embedder) -> list[Lesson]:
    """A lesson for each of the post's units, in their order."""
    post, units, mild = taught.post, units_of(taught.post), pack.mild
    senses = with_surroundings(units, embedder.embed([read_aloud(post, unit) for unit in units]))
    lessons = []
    for sense, unit, broken in zip(senses, units, taught.broken, strict=True):
        unsure = taught.unsure if not broken & taught.unsure else frozenset()
        wrong = {WRONG} if broken - mild else set()
        doubtful = {WRONG} if unsure - mild and not wrong else set()
        terms = terms_of(post.folded.plain[slice(*unit.span)])
        lessons.append(Lesson(unit, sense, terms, broken | wrong, unsure | doubtful))
    return lessons


def lessons_of_texts(pack: RulePack, embedder: Embedder) -> Iterator[list[Lesson]]:
    """What a rewrite may put in is harmless: a list a text."""
    texts = [text for topic in pack.topics for text in topic.texts]
    texts += [text for each in pack.rules for text in each.rule.fix.texts]
    for text in dict.fromkeys(texts):
        yield lessons_of(taught_by(LabelledPost(text=text, lang="mixed")), pack, embedder)


def lessons_of_examples(pack: RulePack, embedder: Embedder) -> Iterator[list[Lesson]]:
    """A list an example: it teaches its rule alone, as nobody said what else it may break."""
    for known in pack.rules:
        others = pack.by_meaning - {known.rule.id}
        for labelled in _labelled_examples(known.rule):
            lessons = lessons_of(taught_by(labelled), pack, embedder)
            yield [replace(each, unsure=each.unsure | others) for each in lessons]


def _labelled_examples(rule: Rule) -> Iterator[LabelledPost]:
    for sort, language in product(("bad", "good"), ("fr", "en")):
        for example in getattr(getattr(rule.examples, sort), language):
            spans = example.spans if sort == "bad" else ()
            findings = [{"rule": rule.id, "quote": example.plain[slice(*span)]} for span in spans]
            if sort == "bad" and not spans:
                findings = [{"rule": rule.id}]
            yield LabelledPost.model_validate({"lang": language, "text": example.plain, "findings": findings})


def _judge_held_out(
    taught: Sequence[TaughtPost],
    lessons: Sequence[Sequence[Lesson]],
    own: Sequence[Lesson],
    pack: RulePack,
    learn: Learn,
) -> list[HeldOut]:
    """For each post kept back, the scores of each rule by those who never saw it, and what words find."""
    back = [is_kept_back(each.labelled.text) for each in taught]
    seen = [each for kept, those in zip(back, lessons, strict=True) if not kept for each in those]
    fitted = learn([*own, *seen], [*sorted(pack.by_meaning), WRONG])
    held = [place for place, kept in enumerate(back) if kept]
    scores = fitted.scores([each for place in held for each in lessons[place]]) if held else ()
    judged, end = [], 0
    for place in held:
        begin, end = end, end + len(lessons[place])
        judged.append(held_out(taught[place], scores[begin:end], pack))
    return judged


def _examples_of(rule: str, taught: Sequence[TaughtPost]) -> tuple[str, ...]:
    """Sentences that break the rule and can be read alone, as they were written, in both languages."""
    kept: dict[str, list[str]] = {"fr": [], "en": []}
    for each in taught:
        for unit, broken in zip(units_of(each.post), each.broken, strict=True):
            text = each.labelled.text[slice(*each.post.folded.span(*unit.span))]
            if rule in broken and unit.is_part and _SHORTEST <= len(text) <= _LONGEST:
                kept.setdefault(each.labelled.lang, []).append(text)
    return tuple(
        text for language in ("fr", "en") for text in list(dict.fromkeys(kept[language]))[:_EXAMPLES]
    )
