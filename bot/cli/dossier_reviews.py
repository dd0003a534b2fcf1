"""The reviews in a dossier: the draft with its findings, their clauses to the letter, what was offered."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.cli.archive_rows import text_named, verdict_class, verdict_named
from bot.cli.dossier_marks import code, facts, letter, moment, plain
from bot.domain.firm import BothLanguages
from bot.domain.marked_text import Mark
from bot.texts import Language, say
from bot.usecases.gather_dossier import Dossier, Kept


def review_parts(dossier: Dossier, language: Language) -> Iterator[str]:
    """Each review, the earliest first; what is the same as in the one before is not repeated."""
    if not dossier.reviews:
        yield f"<p>{plain(say('dossier.no-reviews', language))}</p>"
    before: Mapping[str, Any] = {}
    for number, each in enumerate(dossier.reviews, 1):
        yield f'<article id="r{number}">'
        yield from _review(each, before, number, dossier, language)
        yield "</article>"
        before = each.body or {}


def _review(
    kept: Kept, before: Mapping[str, Any], number: int, dossier: Dossier, language: Language
) -> Iterator[str]:
    at = moment(str(kept.record.at))
    heading = plain(say("dossier.review", language, number=number, of=len(dossier.reviews)))
    if not kept.body:
        gone = plain(text_named(kept.text, language))
        yield f"<h3>{heading} <small>{at}</small></h3><p><em>{gone}</em></p>"
        yield _place(kept, language)
        return
    body, review = kept.body, kept.body["review"]
    verdict = str(review["verdict"])
    named = plain(verdict_named(verdict, language))
    badge = f'<span class="verdict {verdict_class(verdict)}">{named}</span>'
    yield f"<h3>{heading} <small>{at}</small> {badge}</h3>"
    yield facts(_about(body, dossier, language))
    yield from _draft_and_findings(body, before, number, dossier.titles, language)
    yield from _rewrite(review.get("rewrite"), language)
    yield facts(_versions(body, language))
    yield _place(kept, language)


def _about(body: Mapping[str, Any], dossier: Dossier, language: Language) -> Iterator[tuple[str, str]]:
    draft, review = body["draft"], body["review"]
    platform = say(f"slack.platform.{review['platform']}", language)
    yield plain(say("dossier.platform", language)), plain(platform)
    yield plain(say("dossier.language", language)), plain(say(f"dossier.in.{review['language']}", language))
    role = say(f"dossier.role.{draft['author']['role']}", language)
    name = draft["author"].get("name") or ""
    yield plain(say("dossier.posted-by", language)), plain(f"{name} ({role})".strip())
    for key in ("audience", "purpose", "from_file"):
        yield plain(say(f"dossier.{key}", language)), plain(draft.get(key, ""))
    wish = body.get("wish")
    wants = say(f"dossier.wants.{wish['wants']}", language) if wish else ""
    yield plain(say("dossier.wish", language)), plain(wants)
    left = ", ".join(say(f"part.{each}", language) for each in review["not_reviewed"])
    yield plain(say("dossier.not-reviewed", language)), plain(left)


def _draft_and_findings(
    body: Mapping[str, Any],
    before: Mapping[str, Any],
    number: int,
    titles: Mapping[str, BothLanguages],
    language: Language,
) -> Iterator[str]:
    text, findings = body["draft"]["text"], body["review"]["findings"]
    yield f"<h4>{plain(say('dossier.draft', language))}</h4>"
    if before and (text, findings) == (before["draft"]["text"], before["review"]["findings"]):
        yield f"<p>{plain(say('dossier.same-draft', language, number=number - 1))}</p>"
        return
    same = _alike(findings)
    marks = [
        Mark(each["start"], each["end"], at)
        for at, those in enumerate(same, 1)
        for each in those
        if each["start"] is not None and each["end"] is not None
    ]
    yield letter(text, marks, f"r{number}")
    if not findings:
        yield f"<p>{plain(say('dossier.no-findings', language))}</p>"
        return
    yield f"<h4>{plain(say('dossier.findings', language))}</h4><ol class='findings'>"
    for at, (first, *_) in enumerate(same, 1):
        yield f'<li id="r{number}-{at}">'
        yield from _finding(first, titles, language)
        yield "</li>"
    yield "</ol>"


def _alike(findings: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    """The findings that say the same of other words are one, under one number."""
    said: dict[str, list[Mapping[str, Any]]] = {}
    for each in findings:
        what = {key: value for key, value in each.items() if key not in ("quote", "start", "end")}
        said.setdefault(json.dumps(what, sort_keys=True), []).append(each)
    return list(said.values())


def _finding(
    finding: Mapping[str, Any], titles: Mapping[str, BothLanguages], language: Language
) -> Iterator[str]:
    rule, severity, source = finding["rule"], finding["severity"], finding["source"]
    title = titles[rule].in_language(language) if rule in titles else rule
    named = plain(say(f"severity.{severity}", language))
    yield f'<p class="finding"><strong>{plain(title)}</strong> {code(rule)} '
    yield f'<span class="severity {plain(severity)}">{named}</span></p>'
    yield f"<p>{plain(finding['message'])}</p>"
    if finding.get("why"):
        yield f"<p>{plain(say('dossier.explained', language))} {plain(finding['why'])}</p>"
    if source != "rule":
        yield f"<p class='soft'>{plain(say(f'dossier.source.{source}', language))}</p>"
    yield from _citations(finding["citations"], language)


def _citations(citations: Sequence[Mapping[str, Any]], language: Language) -> Iterator[str]:
    if not citations:
        yield f"<p class='soft'>{plain(say('no-clause', language))}</p>"
    for each in citations:
        version = plain(say("dossier.version", language, version=each["version"]))
        named = f"<strong>{plain(each['clause'])}</strong> {plain(each['title'])}"
        yield f"<figure><figcaption>{named}</figcaption>"
        yield f"<blockquote>{plain(each['text'])}</blockquote>"
        yield f"<p class='soft'>{plain(each['document'])}, {version}</p></figure>"


def _rewrite(rewrite: Mapping[str, Any] | None, language: Language) -> Iterator[str]:
    if not rewrite:
        return
    kind = say("dossier.proposal" if rewrite["proposal"] else "dossier.rewrite", language)
    named = plain(verdict_named(rewrite["verdict"], language))
    yield f"<h4>{plain(kind)} <small>{named}</small></h4>"
    yield letter(rewrite["text"])
    source = say(f"dossier.written.{rewrite['source']}", language)
    yield f"<p class='soft'>{plain(source)}</p>"


def _versions(body: Mapping[str, Any], language: Language) -> Iterator[tuple[str, str]]:
    review, model = body["review"], body["review"].get("model") or {}
    versions = review["versions"]
    for key in ("library", "rules", "code", "embedder"):
        yield plain(say(f"dossier.made-with.{key}", language)), code(versions[key])
    yield plain(say("dossier.severities-of", language)), plain(body.get("on") or "")
    yield plain(say("dossier.model", language)), code(model["name"]) if model else ""
    yield plain(say("dossier.prompts", language)), code(_prompts(model)) if model else ""


def _prompts(model: Mapping[str, Any]) -> str:
    prompts = model.get("prompts", "")
    return prompts if isinstance(prompts, str) else json.dumps(prompts, sort_keys=True)


def _place(kept: Kept, language: Language) -> str:
    record = kept.record
    place = plain(say("dossier.place", language, number=record.sequence, stream=record.stream))
    ids = f'{code(record.record_id)} <code class="hash">{plain(record.hash)}</code>'
    return f'<p class="soft">{place} {ids}</p>'
