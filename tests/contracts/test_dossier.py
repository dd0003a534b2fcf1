"""The dossier of one draft: everything that the archive has of it, to the letter, on one harmless page."""

import html
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.adapters.new_file import new_file
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_archive_reading import SqlAlchemyArchiveReading
from bot.adapters.sqlalchemy_holds import SqlAlchemyHolds
from bot.cli.dossier_page import dossier_page
from bot.texts import LANGUAGES, Language
from bot.usecases.archive_ports import ArchivePorts, Reader, text_of
from bot.usecases.gather_dossier import Dossier, find_dossier, gather_dossier
from bot.usecases.search_archive import keep_archive_reading
from tests.contracts.behind_the_guards import tamper
from tests.contracts.everything import talk_in
from tests.contracts.test_requests_in_database import KeptTalk
from tests.usecases.conversation import AMELIE, JAMES, NADIA, PROMISE, THOMAS

READER = Reader("root", "Examen 2026-17")
OFFICERS = "Comparez les frais avant de signer."
EVIL = '<script>alert("x")</script> <img src=x onerror=alert(1)> \u202egnol\u202c\u0007 & rendement garanti'


@pytest.fixture
def talk(database: Engine) -> KeptTalk:
    return talk_in(database)


@pytest.fixture
def ports(database: Engine, talk: KeptTalk) -> ArchivePorts:
    archive = SqlAlchemyArchive(database)
    return ArchivePorts(
        archive, archive, SqlAlchemyArchiveReading(database), talk.matters, talk.cards, talk.policies,
        SqlAlchemyHolds(database), talk.clock, new_file, "1.2.3",
    )  # fmt: skip


def dossier_of(subject: str, ports: ArchivePorts) -> Dossier:
    return gather_dossier(subject, find_dossier(subject, ports), READER, ports)


def page_of(subject: str, ports: ArchivePorts, language: Language = "fr") -> str:
    return dossier_page(dossier_of(subject, ports), language)


def read(page: str) -> str:
    """What a reader reads of a page, without the numbers of marks."""
    body = re.sub("<sup>.*?</sup>", "", page.partition("<body>")[2])
    return html.unescape(re.sub(r"<[^>]+>", "", body))


def whole_story(talk: KeptTalk) -> str:
    """A draft, a request with a question, an answer, an approval with changes, a posting: the card."""
    matter = talk.ask(talk.draft())
    talk.press("request-take", matter.id, THOMAS)
    asked = talk.decide(talk.now(matter), "ask", THOMAS, why="Quelle source?")
    talk.sends("answer", matter.id, AMELIE, answer="Le rapport.", revision=str(asked.revision))
    talk.answer()
    talk.decide(talk.now(matter), "change", NADIA, days="7", why="Une promesse.", text=OFFICERS)
    talk.sends("posting", matter.card, AMELIE, text=OFFICERS, link="https://example.com/1", day="")
    talk.answer()
    return matter.card


def test_it_says_all_that_happened_with_who_when_and_why(talk: KeptTalk, ports: ArchivePorts) -> None:
    card = whole_story(talk)

    dossier = dossier_of(card, ports)
    said = read(page_of(card, ports))

    assert [each.became for each in dossier.steps] == [
        "open", "taken", "asked", "answered", "changed", "as-approved",
    ]  # fmt: skip
    for words in (
        PROMISE, "Quelle source?", "Le rapport.", "Une promesse.", OFFICERS, "https://example.com/1",
        "Nadia Benali (UNADIA)", "Thomas Reid (UTHOMAS)", "Amélie Tremblay", "Examen 2026-17", "root",
    ):  # fmt: skip
        assert words in said, words
    assert len(dossier.records) == len([each for each in dossier.records if each.record.hash in said])
    assert "La chaîne T1:UAMELIE compte" in said


def test_each_finding_has_the_clause_as_it_read_then(talk: KeptTalk, ports: ArchivePorts) -> None:
    card = talk.draft()
    [review] = dossier_of(card, ports).reviews
    assert review.body
    [finding] = review.body["review"]["findings"]
    [clause, *_] = finding["citations"]

    page = page_of(card, ports)

    assert "<mark>rendement garanti</mark>" in page
    for words in (
        clause["text"],
        clause["clause"],
        clause["document"],
        f"version {clause['version']}",
        finding["message"],
    ):
        assert words in read(page)
    versions = review.body["review"]["versions"]
    assert all(versions[key] in read(page) for key in ("library", "rules", "code", "embedder"))


def test_it_is_found_by_the_id_of_the_card_of_a_review_or_of_a_request(
    talk: KeptTalk, ports: ArchivePorts
) -> None:
    card = whole_story(talk)
    other = talk.draft("Bonjour à tous, comparez les frais.", JAMES)
    matter = talk.request(card)

    for subject in (card, f"{card}.0.0", matter.id, matter.record_id):
        dossier = dossier_of(subject, ports)

        assert len(dossier.reviews) == 1, subject
        assert {each.record.stream for each in dossier.records} == {"T1:UAMELIE"}
        assert not any(each.record.record_id.startswith(other) for each in dossier.records)


def test_a_review_of_the_command_line_has_one_too(talk: KeptTalk, ports: ArchivePorts) -> None:
    body = dossier_of(talk.draft(), ports).reviews[0].body
    talk.archive.add("review", "0123abcd", "cli", talk.clock.now(), json.dumps(body))

    dossier = dossier_of("0123abcd", ports)

    assert [each.record.stream for each in dossier.records] == ["cli"]
    assert PROMISE in read(dossier_page(dossier, "en"))


def test_what_is_of_no_draft_has_none(talk: KeptTalk, ports: ArchivePorts) -> None:
    ports.archive.add("hold", "hold-1.placed", "archive:holds", talk.clock.now(), "{}")

    assert find_dossier("hold-1", ports) == []
    assert find_dossier("hold-1.placed", ports) == []


def test_what_nobody_knows_has_none(ports: ArchivePorts) -> None:
    for subject in ("", "nothing", "%", "a.b"):
        assert find_dossier(subject, ports) == []


def test_an_edit_is_another_review_and_what_did_not_change_is_not_repeated(
    talk: KeptTalk, ports: ArchivePorts
) -> None:
    card_id = talk.draft()
    talk.press("another", card_id)
    card = talk.cards.card(card_id)
    assert card
    talk.happen("edit", card.message, AMELIE, card.message, text="Comparez les frais.")
    talk.answer()

    said = read(page_of(card_id, ports))

    assert "Relecture 1 sur 3" in said
    assert "Relecture 3 sur 3" in said
    assert "Le même brouillon et les mêmes constats que dans la relecture 1" in said
    assert "Comparez les frais." in said


def test_who_read_it_is_in_it_and_so_is_this_dossier(talk: KeptTalk, ports: ArchivePorts) -> None:
    card = whole_story(talk)
    keep_archive_reading("reading.1", READER, {"dossier": find_dossier(card, ports)}, ports)
    keep_archive_reading("reading.2", Reader("other", "Autre chose"), {"dossier": ["x"]}, ports)

    [reading] = dossier_of(card, ports).readings

    assert (reading.by, reading.why) == ("root", "Examen 2026-17")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_erased_is_said_and_its_record_stays(
    language: Language, talk: KeptTalk, ports: ArchivePorts
) -> None:
    card = whole_story(talk)
    before = dossier_of(card, ports)
    for each in before.records:
        ports.archive.erase_body(each.record.record_id)

    page = page_of(card, ports, language)

    assert PROMISE not in page
    assert OFFICERS not in page
    assert all(each.record.hash in page for each in before.records)
    assert {"fr": "7 textes effacés sur 7", "en": "7 of 7 texts erased"}[language] in read(page)
    assert {"fr": "Intacte", "en": "Whole"}[language] in read(page)


def test_what_is_on_hold_is_said_with_who_and_why(talk: KeptTalk, ports: ArchivePorts) -> None:
    card = talk.draft()
    at = talk.clock.now()
    assert "Enquête 12" not in page_of(card, ports)
    placed = ports.holds.place("UAMELIE", "", "Enquête 12", "root", at)
    assert placed
    hold = placed.hold
    ports.holds.place("UJAMES", "", "Autre enquête", "root", at)

    assert "Conservation obligatoire depuis" in read(page_of(card, ports))
    assert "Enquête 12" in read(page_of(card, ports))
    assert "Autre enquête" not in read(page_of(card, ports))

    ports.holds.release(hold.id, "Finie", "root", at)
    assert "Conservation obligatoire" not in read(page_of(card, ports))


def test_a_chain_that_is_broken_is_said_at_the_top_and_a_changed_text_is_not_shown(
    talk: KeptTalk, ports: ArchivePorts, database: Engine
) -> None:
    card = whole_story(talk)
    body = "UPDATE archive_bodies SET body = 'Un faux' WHERE record_id = "
    tamper(database, f"{body}'{card}.0.0'")

    said = read(page_of(card, ports, "en"))

    assert "Broken" in said.partition("The draft and its reviews")[0]
    assert "The chain T1:UAMELIE is broken at number 1: the text was changed." in said
    assert "changed since: not shown" in said
    assert "Un faux" not in said


def test_what_somebody_wrote_is_shown_to_the_letter_and_does_nothing(
    talk: KeptTalk, ports: ArchivePorts
) -> None:
    card = talk.draft(EVIL)
    hostile = replace(dossier_of(card, ports), reader=Reader("<b>root", "<script>"), subject='"><script>')

    page = dossier_page(hostile, "fr")

    assert "<script" not in page
    assert "<img" not in page
    assert "onerror=alert(1)" in read(page)
    assert '<script>alert("x")</script>' in read(page)
    assert "\u202e" not in page
    assert "\u0007" not in page
    assert "U+202E" in page
    assert not re.search(r"<[^>]*(?:src|href)=.(?!#)", page)


def test_a_record_that_somebody_made_up_runs_nothing_in_the_page_either(
    talk: KeptTalk, ports: ArchivePorts
) -> None:
    card = talk.draft(PROMISE)
    [review] = ports.reading.under([card])
    body = json.loads(text_of(review) or "")
    body["review"]["verdict"] = 'ok"><script>alert(1)</script>'
    ports.archive.add("review", f"{card}.9", str(review.record.stream), talk.clock.now(), json.dumps(body))

    page = page_of(card, ports)

    assert "<script" not in page
    assert "alert(1)" in read(page)
    assert "default-src 'none'" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_draft_fits_on_its_page(language: Language, talk: KeptTalk, ports: ArchivePorts) -> None:
    text = ("Un rendement garanti chaque année. " * 1200)[:39_990]
    page = page_of(talk.draft(text), ports, language)

    assert read(page).count("Un rendement garanti chaque année. ") > 1100
    assert page.count("<mark>") > 10
    assert page.count("<li id=") == 1  # what is said of each is said once
    assert len(page) < 500_000
    assert page.startswith(f'<!doctype html>\n<html lang="{language}">')


def test_the_page_needs_nothing_from_outside(talk: KeptTalk, ports: ArchivePorts, tmp_path: Path) -> None:
    page = page_of(whole_story(talk), ports)

    assert "url(" not in page
    assert "@import" not in page
    assert not re.search(r"<(?:link|script|iframe|img|object)", page)
