"""The JSON that other programs read: these keys, these types, and no others."""

import json

from bot.domain.contract import review_json
from bot.domain.draft import Draft
from bot.domain.findings import Citation, Finding, Severity
from bot.domain.library import Versions
from bot.domain.review import Review
from bot.domain.rewriting import Change, Rewrite

CITATION = Citation("policy", "PMS-5.2", "Promesses", "Aucune promesse.", 3, "fr")
MARKED = Finding(
    "guaranteed-return",
    Severity.REVISE,
    "rendement garanti",
    3,
    20,
    "Un message.",
    "example",
    "près",
    (CITATION,),
)
OMITTED = Finding(
    "undisclosed-affiliation", Severity.BLOCK, "", None, None, "Il manque un lien.", about=(3, 9)
)
REWRITE = Rewrite(
    "Un texte.", "approval", (Change("Un", "", "guaranteed-return"),), fits=True, proposal=False
)
REVIEW = Review(
    Draft("Un rendement garanti", "x"),
    "mixed",
    "fr",
    "block",
    (OMITTED, MARKED),
    ("image", "link"),
    REWRITE,
    Versions("3-9f2c1ab0", "7d1e", "0.2.0", "tiny-2"),
)


def test_a_review_is_written_as_the_contract_has_it() -> None:
    assert review_json(REVIEW, "r-1") == {
        "id": "r-1",
        "language": "mixed",
        "platform": "x",
        "verdict": "block",
        "engine": "rules",
        "versions": {"library": "3-9f2c1ab0", "rules": "7d1e", "code": "0.2.0", "embedder": "tiny-2"},
        "findings": [
            {
                "rule": "undisclosed-affiliation",
                "severity": "block",
                "quote": "",
                "start": None,
                "end": None,
                "message": "Il manque un lien.",
                "source": "rule",
                "citations": [],
            },
            {
                "rule": "guaranteed-return",
                "severity": "revise",
                "quote": "rendement garanti",
                "start": 3,
                "end": 20,
                "message": "Un message.",
                "source": "example",
                "citations": [
                    {
                        "document": "policy",
                        "clause": "PMS-5.2",
                        "title": "Promesses",
                        "text": "Aucune promesse.",
                        "version": 3,
                    }
                ],
            },
        ],
        "not_reviewed": ["image", "link"],
        "rewrite": {
            "text": "Un texte.",
            "source": "edits",
            "verdict": "approval",
            "changes": [{"from": "Un", "to": "", "rule": "guaranteed-return"}],
            "fits": True,
            "proposal": False,
        },
    }


def test_without_a_rewrite_the_key_is_there_and_null() -> None:
    none = Review(Draft("Bonjour"), "fr", "fr", "ok", (), (), None, REVIEW.versions)
    written = review_json(none, "r-2")

    assert written["rewrite"] is None
    assert written["findings"] == written["not_reviewed"] == []
    assert written.keys() == review_json(REVIEW, "r-1").keys()


def test_it_survives_json_unchanged() -> None:
    written = review_json(REVIEW, "r-1")

    assert json.loads(json.dumps(written)) == written


def test_the_text_of_the_draft_is_in_it_only_where_it_is_quoted() -> None:
    silent = Review(Draft("Un secret bien gardé"), "fr", "fr", "block", (OMITTED,), (), None, REVIEW.versions)

    assert "secret" not in json.dumps(review_json(silent, "r-3"), ensure_ascii=False)
