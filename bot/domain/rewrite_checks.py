"""What is wrong with a text that would replace a draft, and how a model is told so (promise 4)."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from bot.domain.checking import find_problems
from bot.domain.draft import Draft, Language
from bot.domain.findings import Finding, Severity, by_rule
from bot.domain.folding import fold
from bot.domain.languages import guess_language, is_elsewhere
from bot.domain.mask_tokens import find_token_shapes
from bot.domain.meaning import Sense
from bot.domain.pack import RulePack
from bot.domain.platforms import measure
from bot.domain.posts import Post, lay_out
from bot.domain.rules import Rule
from bot.domain.sentences import sentence_spans
from bot.domain.verifying import KnownFacts, facts_of, invented_facts, is_well_formed

FaultKind = Literal[
    "empty", "unchanged", "ill-formed", "too-long", "token", "language", "rule", "new-rule", "invented",
    "names-a-client", "confidential",
]  # fmt: skip
"""empty: nothing to read; unchanged: the draft again; ill-formed: a dangling mark, markup, a word to whoever
asked; too-long: for the platform; token: a mask left; language: not the draft's; rule: still broken, above
approval; new-rule: broken by the new text alone; invented: a fact nobody gave; names-a-client: of the draft;
confidential: no text at all.
"""

_LIKE_A_TOKEN = re.compile(r"\[ ?[A-Za-z-]+_\d+[a-z]? ?\]|\[[A-Z-]+ ?\d+\]|\b[A-Z]{4,}_\d+[a-z]?\b")
_MARKUP = re.compile(r"\*\*|__|```|^#{1,6} |\]\(|<[!/@a-z]|&\w+;", re.MULTILINE)
_TO_THE_ASKER = re.compile(
    r"\A\W*(?:(?:sure|certainly|of course|bien sur|certainement|d'accord)\b[^\n]{0,80}[:!]\s"
    r"|(?:here(?:'s| is| are)|voici|below is|ci-dessous)\b[^\n]{0,60}\b(?:rewrit\w+|version|text|post|draft|"
    r"reecriture|texte|publication|brouillon)\b[^\n]{0,40}:|(?:rewrit\w+|reecriture|texte|text|post) ?:)"
)
_SPELLED = re.compile(
    r"\b(?:(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|cinquante|"
    r"soixante|cents?|mille|millions?|milliards?|two|three|four|five|seven|eight|nine|ten|eleven|twelve|"
    r"fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|billions?)"
    r"[ -](?:et |and |de |d'|of )?)+"
    r"(?:%|pour cent|per ?cent|points?|ans|annees|mois|semaines|jours|heures|fois|dollars|euros|clients|"
    r"personnes|familles|years|months|weeks|days|hours|times|people|families)(?!\w)"
)
_SHOWN_WORDS, _LONGEST_SHOWN = 5, 80
"""How many of the offending words a model is told, and how many characters of each."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a text may not be shown; what it quotes of the text stays out of logs."""

    kind: FaultKind
    detail: str = ""
    """The rule's id, the length as "300/280", the language wanted; never text of a draft."""
    words: tuple[str, ...] = field(default=(), repr=False)
    """The offending words; none where they identify somebody."""
    wants: str = ""
    """What the rule is about and what it teaches, in English."""


@dataclass(frozen=True)
class Reading:
    """A text read like a draft; the rules are asked once, and only when somebody wants to know."""

    draft: Draft
    pack: RulePack
    language: Language
    sense: Sense | None = None

    @cached_property
    def post(self) -> Post:
        """The text laid out."""
        return lay_out(self.draft)

    @cached_property
    def findings(self) -> list[Finding]:
        """What every rule finds in it."""
        return find_problems(self.post, self.pack, self.language, self.sense)


def read_again(text: str, draft: Draft, pack: RulePack, language: Language, sense: Sense | None) -> Reading:
    """The text as what the draft's author would post in its place."""
    author = replace(draft.author, name=None)
    return Reading(Draft(text.strip(), draft.platform, author, genre=draft.genre), pack, language, sense)


def faults_of_rewrite(
    text: str,
    draft: Draft,
    findings: Sequence[Finding],
    pack: RulePack,
    language: Language,
    sense: Sense | None = None,
    *also_known: KnownFacts,
) -> list[Fault]:
    """Every reason why the text may not be shown in the draft's place; empty where it may.

    `findings` are the draft's. Facts may come from the draft, its author's name, what the pack publishes, and
    `also_known`: what the author said beside the draft.
    """
    return list(find_faults(read_again(text, draft, pack, language, sense), draft, findings, *also_known))


def find_faults(
    reading: Reading, draft: Draft, findings: Sequence[Finding], *also_known: KnownFacts
) -> Iterator[Fault]:
    """The same one by one, the quickest to tell first: who wants no reasons stops at the first."""
    if not reading.draft.text:
        yield Fault("empty")
        return
    yield from _faults_of_form(reading.draft, draft)
    yield from _faults_by_rule(reading, findings)
    yield from _inventions(reading, draft, also_known)
    if _is_foreign(reading, draft):
        yield Fault("language", reading.language)


def _faults_of_form(rewritten: Draft, draft: Draft) -> Iterator[Fault]:
    text = rewritten.text
    if _evenly_spaced(text) == _evenly_spaced(draft.text):
        yield Fault("unchanged")
    if not is_well_formed(text) or _is_not_a_post(text, draft.text):
        yield Fault("ill-formed")
    length = measure(text, rewritten.platform)
    if not length.fits:
        yield Fault("too-long", f"{length.used}/{length.limit}")
    shaped = (each.group() for each in (*find_token_shapes(text), *_LIKE_A_TOKEN.finditer(text)))
    masks = tuple(each for each in dict.fromkeys(shaped) if each not in draft.text)
    if masks:
        yield Fault("token", words=masks)


def _evenly_spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).replace("’", "'").split())


def _is_not_a_post(text: str, draft: str) -> bool:
    """Markup, hidden characters, or a word to whoever asked for the text, that the draft has not."""
    hidden = {each for each in text if unicodedata.category(each)[0] == "C" and each not in "\r\n\t"}
    markup = {each for each in _MARKUP.findall(text) if each not in draft}
    return bool(markup or hidden.difference(draft) or _TO_THE_ASKER.search(fold(text[:300]).plain))


def _faults_by_rule(reading: Reading, findings: Sequence[Finding]) -> Iterator[Fault]:
    """Rules broken above approval, or that the draft did not break; and a model's findings left standing.

    What only a model said the draft breaks allows nothing: it could open the door to its own text.
    """
    before = {finding.rule for finding in findings if finding.source != "model"}
    named = {finding.rule for finding in findings}
    broken: set[str] = set()
    for found in by_rule(reading.findings):
        rule = found[0].rule
        if rule not in before or any(each.severity > Severity.APPROVAL for each in found):
            broken.add(rule)
            yield _broken("rule" if rule in named else "new-rule", found, reading.pack)
    judged = [each for each in findings if each.rule not in broken and _still_stands(each, reading.post)]
    for found in by_rule(judged):
        yield _broken("rule", found, reading.pack)


def _still_stands(finding: Finding, post: Post) -> bool:
    """Whether the words that only a model objected to are there again: no rule would tell."""
    judged = finding.source == "model" and finding.severity > Severity.APPROVAL and finding.quote
    return bool(judged) and " ".join(fold(finding.quote).plain.split()) in " ".join(post.folded.plain.split())


def _broken(kind: Literal["rule", "new-rule"], found: Sequence[Finding], pack: RulePack) -> Fault:
    rule = pack.by_id[found[0].rule].rule
    words = () if _identifies(rule) else tuple(dict.fromkeys(each.quote for each in found if each.quote))
    return Fault(kind, rule.id, words, f"{rule.topic.en} {rule.lesson.en}")


def _identifies(rule: Rule) -> bool:
    return any(each.kind == "identifier" for each in rule.detect)


def _inventions(reading: Reading, draft: Draft, also_known: Sequence[KnownFacts]) -> Iterator[Fault]:
    known = (facts_of([draft.text, draft.author.name or ""]), reading.pack.known_facts, *also_known)
    invented = invented_facts(reading.draft.text, *known)
    invented += [each for each in _spelled(reading.post.folded.plain) if not _is_said(each, known)]
    if invented:
        yield Fault("invented", words=tuple(invented))


def _spelled(plain: str) -> list[str]:
    """Figures in letters: "vingt pour cent", "thirty years"."""
    return list(dict.fromkeys(each.group() for each in _SPELLED.finditer(plain)))


def _is_said(words: str, known: Sequence[KnownFacts]) -> bool:
    wanted = re.compile(r"\s+".join(map(re.escape, words.split())))
    return any(wanted.search(each.words) for each in known)


def _is_foreign(reading: Reading, draft: Draft) -> bool:
    """Whether the sentences that the draft does not have are in another language than it.

    A mixed draft may go on in either; too few words to tell are no reason.
    """
    given = lay_out(draft)
    own = {given.folded.plain[slice(*span)] for span in given.sentences}
    new = [span for span in reading.post.sentences if reading.post.folded.plain[slice(*span)] not in own]
    if not new:
        return False
    plain, accented = (
        "\n".join(text[slice(*span)] for span in new)
        for text in (reading.post.folded.plain, reading.post.folded.accented)
    )
    wanted = guess_language(given.folded.plain, given.folded.accented)
    if wanted == "mixed" or guess_language(plain, accented) in (None, reading.language, wanted):
        return is_elsewhere(plain, sentence_spans(plain))
    return True


_SAYINGS: dict[FaultKind, str] = {
    "empty": "The text says nothing. Write the whole post.",
    "unchanged": "The text is the draft again. Change what the findings are about.",
    "ill-formed": (
        "The text is not ready to post: a mark that is not closed, markup, hidden characters, or words that "
        "are not for its readers. Answer with the post alone, in plain text."
    ),
    "too-long": "The text is too long for its platform ({detail} characters). Shorten it.",
    "token": "These marks stand for masked words and must stand only where the draft has them.",
    "language": "The text must be in the draft's language ({detail}).",
    "rule": 'The text still breaks the rule "{detail}". {wants}',
    "new-rule": 'The text breaks the rule "{detail}", which the draft did not. {wants}',
    "invented": "The text says what the draft does not: leave it out, or write [source, date] in its place.",
    "names-a-client": "The text names a client, or gives what identifies one. Leave every client out of it.",
    "confidential": "The draft is about something confidential: nothing may be proposed.",
}


def explain_faults(faults: Sequence[Fault]) -> str:
    """The reasons in English, a line each, for a prompt that asks for a better text; to be masked like any.

    The words that are wrong are given as data, a few and short, and not at all where they identify somebody.
    """
    return "\n".join(f"- {_explained(each)}" for each in faults)


def _explained(fault: Fault) -> str:
    said = _SAYINGS[fault.kind].format(detail=fault.detail, wants=fault.wants).strip()
    shown = [" ".join(each.split())[:_LONGEST_SHOWN] for each in fault.words[:_SHOWN_WORDS]]
    return f"{said} {json.dumps(shown, ensure_ascii=False)}" if shown else said
