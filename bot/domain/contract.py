"""The JSON that other programs read (DESIGN's contract), from a review and nowhere else."""

from typing import Any

from bot.domain.findings import Citation, Finding
from bot.domain.model_part import ModelPart
from bot.domain.review import Review
from bot.domain.rewriting import Rewrite


def review_json(review: Review, review_id: str) -> dict[str, Any]:
    """One review as the contract has it: offsets in code points of the text as given.

    `model` is there only where one was asked, and `why` only where it explained.
    """
    answer = {
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
    return answer | {"model": _model(review.model)} if review.model else answer


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "quote": finding.quote,
        "start": finding.start,
        "end": finding.end,
        "message": finding.message,
        "source": finding.source,
        "citations": [citation_json(each) for each in finding.citations],
    } | ({"why": finding.why} if finding.why else {})


def citation_json(citation: Citation) -> dict[str, Any]:
    """A clause as the contract has it."""
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


def _model(part: ModelPart) -> dict[str, Any]:
    """Which model, what it took, what was dropped of what it said, and what was left out and why."""
    return {
        "name": part.name,
        "prompts": part.prompts,
        "calls": part.calls,
        "tokens": {"in": part.tokens_in, "out": part.tokens_out},
        "dropped": dict(sorted(part.dropped.items())),
        "left_out": part.left_out and {"what": part.left_out, "why": part.why},
    }
