"""Reviews to draw: real ones of the shipped pack, and made-up ones of any size."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from bot.adapters.policy_folder import PolicyFolder
from bot.domain.clauses import split_clauses
from bot.domain.draft import Draft, Language
from bot.domain.findings import Citation, Finding, Severity, Verdict, verdict_of
from bot.domain.library import LinkedClause, PublishedPolicies, Versions
from bot.domain.pack import RulePack
from bot.domain.review import NotReviewed, Review, review_post
from bot.domain.rewriting import Change, Rewrite
from bot.slack.render import Message, draw
from bot.usecases.views import Reviewed
from tests.domain.small_packs import policies_of
from tests.shipped_pack import POLICIES, shipped_pack

CARD = "0123456789abcdef01234567"
_CLAUSES = {
    "direct-solicitation-cta": "PMS-10.1",
    "guaranteed-return": "PMS-5.1",
    "no-risk-claim": "PMS-5.5",
    "off-channel-solicitation": "PMS-11.2",
    "product-recommendation": "PMS-4.3",
    "security-recommendation": "PMS-4.2",
    "unsubstantiated-superlative": "PMS-6.2",
    "urgency-fomo": "PMS-10.2",
}
"""What the publication of the shipped documents links, near enough; the other rules stay without a clause."""
_LONGEST_QUOTE = 900
"""Characters of a quote in a made-up draft, which may have forty thousand."""


@cache
def shipped() -> tuple[PublishedPolicies, RulePack]:
    """The shipped policies as published, without the library's own vectors."""
    records = shipped_pack()
    links: dict[str, list[LinkedClause]] = {}
    for source in PolicyFolder(POLICIES).documents():
        document = source.document
        for clause in split_clauses(document):
            citation = Citation(
                document.title, clause.key, clause.title, clause.text, document.version, document.language
            )
            for rule in (rule for rule, key in _CLAUSES.items() if key == clause.key):
                links.setdefault(rule, []).append(LinkedClause(citation, 1, 1.0, pinned=True))
    published = PublishedPolicies(
        "3-9f2c1ab0", "7d1e55aa", "none", records.firm, records.rules, records.topics, links
    )
    return published, records.pack


def real_review(text: str, language: Language) -> Review:
    """The review of this draft by the shipped pack."""
    published, pack = shipped()
    return review_post(Draft(text), published, pack, "0", lambda words: language)


def drawn(review: Review, language: Language = "fr", again: bool = False, **more: Any) -> Message:
    """The card of a made-up review; `more` is of `Reviewed`."""
    return draw(Reviewed(CARD, review, policies_of(), again, **more), language)


def a_clause(text: str = "Nous ne promettons rien.", **more: str) -> Citation:
    """A clause of the firm's."""
    said = {"document": "Politique", "clause": "P-1", "title": "Aucune garantie", "language": "fr", **more}
    return Citation(said["document"], said["clause"], said["title"], text, 4, said["language"])


def a_finding(
    rule: str = "a-rule",
    quote: str = "garanti",
    severity: Severity = Severity.REVISE,
    message: str = "Ces mots promettent.",
    citations: tuple[Citation, ...] = (),
) -> Finding:
    """Words that are a problem."""
    return Finding(rule, severity, quote, 0, len(quote), message, citations=citations)


def an_omission(detail: str = "") -> Finding:
    """Something that is missing."""
    return Finding("missing", Severity.REVISE, "", None, None, "Il manque une mention.", detail=detail)


def a_rewrite(text: str, *changes: Change, verdict: Verdict = "ok", proposal: bool = False) -> Rewrite:
    """A text to post instead."""
    return Rewrite(text, verdict, changes, True, proposal)


def a_review(
    findings: Sequence[Finding] = (),
    rewrite: Rewrite | None = None,
    not_reviewed: tuple[NotReviewed, ...] = (),
    draft: Draft | None = None,
) -> Review:
    """A review that found this."""
    versions = Versions("3-9f2c1ab0", "7d1e", "0", "none")
    # Side by side: rules that mark the same words would be one problem.
    text, placed = "Un brouillon. ", []
    for each in findings:
        words = each.quote[:_LONGEST_QUOTE]
        placed.append(
            each if each.is_omission else replace(each, start=len(text), end=len(text) + len(words))
        )
        text += "" if each.is_omission else f"{words} · "
    return Review(
        draft or Draft(text),
        "fr",
        "fr",
        verdict_of(findings),
        tuple(placed),
        not_reviewed,
        rewrite,
        versions,
    )
