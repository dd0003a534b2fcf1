"""A text that a model wrote in a draft's place: checked like any rewrite, with reasons where it fails."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.changes import changed_sentences
from bot.domain.draft import Draft, Language
from bot.domain.editing import Segment, cut_segments
from bot.domain.findings import Finding, verdict_of
from bot.domain.folding import fold
from bot.domain.meaning import Sense
from bot.domain.named_clients import clients_named_again
from bot.domain.pack import RulePack
from bot.domain.posts import lay_out
from bot.domain.reviewer_words import words_to_reviewer
from bot.domain.rewrite_checks import Fault, Reading, find_faults, read_again
from bot.domain.rewriting import Change, Rewrite, is_confidential
from bot.domain.verifying import PLACEHOLDERS, KnownFacts

_DONE = r"(?:approved|cleared|validated|vetted|signed off|green-?lit|approuvee?s?|validee?s?|autorisee?s?)"
_OFFICE = r"(?:compliance|legal|conformite|service juridique|contentieux)"
_APPROVED = re.compile(
    rf"\b{_DONE}\b (?:\w+ ){{0,2}}(?:by|par) (?:\S+ ){{0,4}}?(?:l')?{_OFFICE}\b"
    rf"|\b{_OFFICE}(?: team| department)? (?:has |have |a |l'a |nous a )?(?:\w+ )?{_DONE}\b"
    rf"|\b(?:this|the|our|ce|cette|le|notre) (?:post|text|message|draft|billet|texte|publication|brouillon) "
    rf"(?:\w+ ){{0,3}}(?:pre-?)?{_DONE}\b|\b{_OFFICE}[- ](?:pre-?)?{_DONE}\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 4
"""Different words of a text that says something."""


def model_rewrite(
    text: str,
    draft: Draft,
    findings: Sequence[Finding],
    pack: RulePack,
    language: Language,
    sense: Sense | None = None,
    *also_known: KnownFacts,
    unknown: Sequence[str] = (),
) -> Rewrite | list[Fault]:
    """The model's text as a rewrite if it passes every check, else every reason why it does not.

    `findings` are the draft's, the model's among them; facts may also come from `also_known`; `unknown` are
    the masks in the text that stand for nothing. It is a proposal where the draft is blocked and no sentence
    of it is left.
    """
    if is_confidential((each.rule for each in findings), pack):
        return [Fault("confidential")]
    reading = read_again(text, draft, pack, language, sense)
    faults = [
        *find_faults(reading, draft, findings, *also_known),
        *([Fault("token", words=tuple(unknown))] if unknown else ()),
        *_faults_of_speaker(reading, draft),
        *_faults_about_clients(reading, draft, findings),
    ]
    if faults:
        return faults
    before = cut_segments(lay_out(draft), findings)
    after = [each.text for each in cut_segments(reading.post, ())]
    kept = {each.text for each in before}.intersection(after)
    proposal = verdict_of(findings) == "block" and not kept
    changes = tuple(_changes(before, after, findings))
    return Rewrite(reading.draft.text, verdict_of(reading.findings), changes, True, proposal, "model")


def _faults_of_speaker(reading: Reading, draft: Draft) -> Iterator[Fault]:
    """What is no post, or speaks to others than its readers.

    A post that says it was approved: whoever gave the words, only an officer approves (promise 2).
    """
    plain = reading.post.folded.plain
    if reading.draft.text and _says_nothing(reading.draft.text):
        yield Fault("empty")
    if aside := words_to_reviewer(plain, fold(draft.text).plain):
        yield Fault("ill-formed", words=aside)
    claims = tuple(each.group() for each in _APPROVED.finditer(plain))
    if claims:
        yield Fault("invented", words=claims)


def _says_nothing(text: str) -> bool:
    """Whether it is dots, a placeholder, a word or two."""
    for placeholder in PLACEHOLDERS:
        text = text.replace(placeholder, " ")
    return len(set(_WORD.findall(fold(text).plain))) < _FEWEST_WORDS


def _faults_about_clients(reading: Reading, draft: Draft, findings: Sequence[Finding]) -> Iterator[Fault]:
    """The names say whom, so that they are not among the fault's words."""
    if clients_named_again(reading.draft.text, draft, findings, reading.pack):
        yield Fault("names-a-client")


def _changes(
    before: Sequence[Segment], after: Sequence[str], findings: Sequence[Finding]
) -> Iterator[Change]:
    """One change a sentence that is not as it was, for the rule that marks it or, with none, the worst."""
    worst = max(findings, key=lambda each: each.severity).rule if findings else ""
    for place, now in changed_sentences([each.text for each in before], after):
        segment = None if place is None else before[place]
        rule = segment.findings[0].rule if segment and segment.findings else worst
        yield Change(segment.text if segment else "", now, rule)
