"""The dossier of one draft as one HTML page that prints well: nothing is fetched, nothing runs."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from bot.cli.archive_rows import kind_named, text_named, verdict_class, verdict_named
from bot.cli.dossier_marks import code, facts, letter, moment, plain, table
from bot.cli.dossier_reviews import review_parts
from bot.texts import Language, say
from bot.usecases.gather_dossier import ChainState, Dossier, DossierStep, Kept

_STYLE = Path(__file__).with_name("dossier.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Whatever somebody got into the archive, a browser runs nothing of it and fetches nothing."""
_WRITTEN = ("why", "answer", "done", "note", "quote", "text", "link", "day", "files")
"""The words of a matter that its history shows, in order (`usecases/matter_records`)."""


def dossier_page(dossier: Dossier, language: Language) -> str:
    """The whole page."""
    title = plain(say("dossier.title", language))
    return "\n".join(
        (
            f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title} · {plain(dossier.subject)}</title>",
            f"<style>{_STYLE.read_text(encoding='utf-8')}</style></head><body>",
            *_head(dossier, title, language),
            *_section("reviews", review_parts(dossier, language), language),
            *_section("steps", _steps(dossier, language), language),
            *_section("readings", _readings(dossier, language), language),
            *_section("chain", _chain(dossier, language), language),
            "</body></html>\n",
        )
    )


def _section(name: str, parts: Iterator[str], language: Language) -> Iterator[str]:
    yield f'<section id="{name}"><h2>{plain(say(f"dossier.{name}", language))}</h2>'
    yield from parts
    yield "</section>"


def _head(dossier: Dossier, title: str, language: Language) -> Iterator[str]:
    last = next((each.body for each in reversed(dossier.reviews) if each.body), None)
    verdict = str(last["review"]["verdict"]) if last else ""
    badge = (
        f'<p class="verdict {verdict_class(verdict)}">{plain(verdict_named(verdict, language))}</p>'
        if verdict
        else ""
    )
    yield f"<header><p class='kicker'>Vigie · {plain(say('dossier.of-archive', language))}</p>"
    yield f"<h1>{title}</h1>{badge}"
    yield facts(
        (plain(say(f"dossier.{name}", language)), value)
        for name, value in (
            ("subject", code(dossier.subject)),
            ("author", _author(dossier)),
            ("outcome", _outcome(dossier, language)),
            ("integrity", _integrity(dossier, language)),
            ("erased", _erased(dossier, language)),
            ("hold", _holds(dossier)),
            ("made", moment(dossier.made_at.astimezone(UTC).isoformat())),
            ("made-for", f"{plain(dossier.reader.by)}<br>{plain(dossier.reader.why)}"),
            ("made-with", code(f"Vigie {dossier.code}")),
        )
    )
    yield f"<p class='soft'>{plain(say('dossier.what-it-is', language))}</p></header>"


def _author(dossier: Dossier) -> str:
    """The name that the author had last, and their chain."""
    names = (each.body["draft"]["author"].get("name") for each in reversed(dossier.reviews) if each.body)
    name = next((each for each in names if each), "")
    stream = dossier.records[0].record.stream
    return f"{plain(name)} {code(stream)}".strip()


def _outcome(dossier: Dossier, language: Language) -> str:
    """How each of its matters stands."""
    stands = {
        each.kept.record.record_id.partition(".")[0]: _state(each, language)
        for each in dossier.steps
        if each.kept.body
    }
    return "<br>".join(stands.values())


def _state(step: DossierStep, language: Language) -> str:
    assert step.kept.body
    matter = step.kept.body["matter"]
    return plain(say(f"matter.{matter['kind']}.{matter['state']}", language))


def _integrity(dossier: Dossier, language: Language) -> str:
    whole = not any(each.broken for each in dossier.chains)
    said = plain(say("dossier.is-whole" if whole else "dossier.is-broken", language))
    return f'<span class="{"sound" if whole else "unsound"}">{said}</span>'


def _erased(dossier: Dossier, language: Language) -> str:
    count = sum(each.text == "erased" for each in dossier.records)
    return plain(say("dossier.erased-count", language, count=count, of=len(dossier.records)))


def _holds(dossier: Dossier) -> str:
    """Why nothing of it may be erased, where that is so."""
    since = (moment(each.placed_at.astimezone(UTC).isoformat()) for each in dossier.holds)
    return "<br>".join(
        f"{at}, {plain(each.placed_by)}<br>{plain(each.reason)}"
        for at, each in zip(since, dossier.holds, strict=True)
    )


def _steps(dossier: Dossier, language: Language) -> Iterator[str]:
    if not dossier.steps:
        yield f"<p>{plain(say('dossier.no-steps', language))}</p>"
        return
    heads = [plain(say(f"dossier.head.{name}", language)) for name in ("when", "what", "who", "written")]
    yield table(heads, (_step(each, language) for each in dossier.steps), "steps")


def _step(step: DossierStep, language: Language) -> tuple[str, str, str, str]:
    at, kind = moment(str(step.kept.record.at)), kind_named(step.kept.record.kind, language)
    kind = f"<strong>{plain(kind)}</strong>"
    if not step.kept.body:
        return at, kind, "", f"<em>{plain(text_named(step.kept.text, language))}</em>"
    matter, words = step.kept.body["matter"], step.kept.body.get("words", {})
    became = (
        plain(say(f"dossier.became.{step.became}", language))
        if step.became in ("taken", "answered", "handed-over")
        else _state(step, language)
    )
    until = (
        f"<br>{plain(say('matter.good-until', language))} {moment(str(matter['good_until']))}"
        if matter.get("good_until")
        else ""
    )
    written = "".join(
        f"<dt>{plain(say(f'dossier.words.{name}', language))}</dt><dd>{letter(str(words[name]))}</dd>"
        for name in _WRITTEN
        if words.get(name)
    )
    by = plain(step.kept.body.get("by", ""))
    return at, f"{kind}<br>{became}{until}", by, f"<dl class='words'>{written}</dl>" if written else ""


def _readings(dossier: Dossier, language: Language) -> Iterator[str]:
    if not dossier.readings:
        yield f"<p>{plain(say('dossier.no-readings', language))}</p>"
        return
    heads = [plain(say(f"dossier.head.{name}", language)) for name in ("when", "who", "why")]
    yield table(heads, ((moment(e.at), plain(e.by), plain(e.why)) for e in dossier.readings), "readings")


def _chain(dossier: Dossier, language: Language) -> Iterator[str]:
    for each in dossier.chains:
        yield f'<p class="{"unsound" if each.broken else "sound"}">{_chain_state(each, language)}</p>'
    names = ("number", "record", "when", "hash", "text")
    heads = [plain(say(f"dossier.head.{name}", language)) for name in names]
    yield table(heads, (_record(each, language) for each in dossier.records), "chain")
    yield f"<p class='soft'>{plain(say('dossier.how-to-check', language))}</p>"


def _chain_state(chain: ChainState, language: Language) -> str:
    if not chain.broken:
        return plain(say("dossier.chain-whole", language, stream=chain.stream, count=chain.records))
    first = chain.broken[0]
    why = say(f"archive.fault.{first.fault}", language)
    return plain(say("dossier.chain-broken", language, stream=chain.stream, number=first.number, why=why))


def _record(kept: Kept, language: Language) -> tuple[str, ...]:
    record = kept.record
    state = text_named(kept.text, language)
    return (
        plain(record.sequence),
        f"{plain(kind_named(record.kind, language))}<br>{code(record.record_id)}",
        moment(str(record.at)),
        f'<code class="hash">{plain(record.hash)}</code>',
        plain(state) if kept.text == "kept" else f"<em>{plain(state)}</em>",
    )
