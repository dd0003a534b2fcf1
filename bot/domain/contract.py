"""The JSON that other programs read (DESIGN's contract), from a review and nowhere else."""

from typing import Any

from bot.domain.findings import Citation, Finding
from bot.domain.review import Review
from bot.domain.rewriting import Rewrite


def review_json(review: Review, review_id: str) -> dict[str, Any]:
    """One review as the contract has it: offsets in code points of the text as given."""
    return {
        "id": review_id,
        "language": review.language,
        "platform": review.draft.platform,
        "verdict": review.verdict,
        "engine": review.engine,
        "versions": {
            "library": review.versions.library,
            "rules": review.versions.rules,
            "code": review.versions.code,
            "embedder": review.versions.embedder,
        },
        "findings": [_finding(each) for each in review.findings],
        "not_reviewed": list(review.not_reviewed),
        "rewrite": _rewrite(review.rewrite) if review.rewrite else None,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "quote": finding.quote,
        "start": finding.start,
        "end": finding.end,
        "message": finding.message,
        "source": finding.source,
        "citations": [_citation(each) for each in finding.citations],
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "document": citation.document,
        "clause": citation.clause,
        "title": citation.title,
        "text": citation.text,
        "version": citation.version,
    }


def _rewrite(rewrite: Rewrite) -> dict[str, Any]:
    return {
        "text": rewrite.text,
        "source": rewrite.source,
        "verdict": rewrite.verdict,
        "changes": [{"from": each.was, "to": each.now, "rule": each.rule} for each in rewrite.changes],
        "fits": rewrite.fits,
        "proposal": rewrite.proposal,
    }
