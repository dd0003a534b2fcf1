"""What a prompt tells a model of a draft: rules, clauses, findings and context as plain lines.

In English, as the prompts are; clauses and quotes stay in their own language. Nothing here is masked yet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.domain.draft import Author, Language, Role, Tone
from bot.domain.findings import Citation, Finding, by_rule, severity_named
from bot.domain.judging import severities_of
from bot.domain.platforms import measure
from bot.domain.review import Review
from bot.domain.rules import Judge, Rule

_LONGEST_CLAUSE = 900
"""Characters of a clause that a prompt carries; what is shown to people is the whole clause."""
_LONGEST_QUOTE = 120
LANGUAGES: Mapping[Language, str] = {"fr": "French", "en": "English"}


def rules_text(rules: Iterable[Rule]) -> str:
    """One line a rule: its id, the severities that the table allows, the usual one first, what the firm
    wants and, where its words carry least, the question that only a reader can answer. What only an author
    can declare nobody else is asked.
    """
    asked = [rule for rule in rules if not rule.declared]
    return "\n".join(f"- {rule.id} ({', '.join(_severities(rule))}): {_wanted(rule)}" for rule in asked)


def _severities(rule: Rule) -> list[str]:
    return [rule.severity, *sorted(severities_of(rule) - {rule.severity}, key=severity_named)]


def _wanted(rule: Rule) -> str:
    asked = [each.question.en for each in rule.detect if isinstance(each, Judge)]
    return " ".join(" ".join([rule.topic.en, *asked]).split())


def clauses_text(clauses: Mapping[str, Citation]) -> str:
    """One line a clause, under its label (`clause_labels.label_clauses`)."""
    lines = (f"[{label}] {each.title}: {_in_short(each.text)}" for label, each in clauses.items())
    return "\n".join(lines) or "(none)"


def findings_text(findings: Sequence[Finding]) -> str:
    """One line a rule that found something, with its words."""
    lines = (f"- {found[0].rule} ({found[0].severity.word}){_words_of(found)}" for found in by_rule(findings))
    return "\n".join(lines) or "(nothing)"


def problems_text(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> str:
    """The same for a rewrite: with why it is a problem, and what to do instead."""
    return "\n".join(
        f"- {found[0].rule}{_words_of(found)}: {rules[found[0].rule].message.en} "
        f"{rules[found[0].rule].lesson.en}"
        for found in by_rule(findings)
    )


def context_text(review: Review, turn: int = 0) -> str:
    """Where the draft would appear, who would post it and for whom, as far as anybody said."""
    draft, author = review.draft, review.draft.author
    shows = "shows" if author.profile_shows_affiliation else "is not known to show"
    lines = [
        f"- Platform: {draft.platform}",
        f"- Author: {author.role}, whose profile {shows} where they work",
        f"- Audience: {_as_said(draft.audience)}",
        f"- Purpose: {_as_said(draft.purpose)}",
    ]
    lines += _voice_lines(author)
    if draft.genre == "profile":
        lines.append("- Kind: the text of a profile (a headline, a summary), not a post")
    if draft.genre == "reply":
        lines.append("- Kind: a reply to somebody, in public")
    if review.not_reviewed:
        lines.append(
            f"- Comes with, or points to, what nobody here has read: {', '.join(review.not_reviewed)}"
        )
    if turn:
        lines.append(f"- The author has seen {turn} other version(s) and wants a different one.")
    return "\n".join(lines)


_VOICES: Mapping[Role, str] = {
    "ambassador": "the firm's ambassador: a person, who says in the post that they work there",
    "expert": "an expert: keep the technical words that are right; label an opinion as a personal view",
    "executive": "an executive of the firm: no plan, result or outlook of the firm that is not public",
    "paid": "somebody who is paid for it: the post begins with the advertising label",
    "firm": 'the firm\'s own account: "we" and "our", never "I"; nobody says where they work',
}
_TONES: Mapping[Tone, str] = {"sober": "sober: facts, no exclamation marks", "warm": "warm and plain"}


def _voice_lines(author: Author) -> Iterator[str]:
    """How a rewrite should sound, as far as its author said so."""
    if voice := _VOICES.get(author.role):
        yield f"- Who speaks: {voice}"
    if author.address:
        yield f'- French readers are addressed as "{author.address}"'
    if tone := _TONES.get(author.tone):
        yield f"- Tone: {tone}"


def room_for(review: Review) -> str:
    """How many characters a rewrite may have on its platform, as a number."""
    return str(measure("", review.draft.platform).limit)


def _as_said(words: str) -> str:
    """The author's words on one line, so that they cannot pass for a line of ours."""
    return f'"{_in_short(words, _LONGEST_QUOTE)}"' if words.strip() else "not said"


def _words_of(found: Sequence[Finding]) -> str:
    quotes = [f'"{_in_short(each.quote, _LONGEST_QUOTE)}"' for each in found[:3] if each.quote]
    return f", {', '.join(quotes)}" if quotes else ", something is missing"


def _in_short(text: str, most: int = _LONGEST_CLAUSE) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[:most]}…"
