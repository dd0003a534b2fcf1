"""The policy folder is read whole or refused with its file, its line and one sentence."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.adapters.policy_folder import FrontMatter, PolicyFolder
from bot.adapters.yaml_records import read_record
from bot.domain.clauses import split_clauses
from bot.usecases.policy_text import MOST_BYTES
from bot.usecases.ports import PolicyFileError

FRONT = {
    "id": "PMS",
    "title": "Politique",
    "version": "3",
    "owner": "Conformité",
    "effective": "2026-01-15",
    "language": "fr",
}
BODY = "\n# Politique\n\n## PMS-1 Promesses\n\nAucun rendement n'est promis.\n"
FILE = "documents/fr/politique.md"


def _document(body: str = BODY, **changes: str | None) -> str:
    """A document with that front matter; a key that is None is left out."""
    front = {**FRONT, **changes}
    keys = "".join(f"{key}: {value}\n" for key, value in front.items() if value is not None)
    return f"---\n{keys}---\n{body}"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """`write(file, text)`: a file of the policy folder."""

    def write(name: str, text: str | bytes) -> Path:
        file = tmp_path / "policies" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return write


Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def folder(tmp_path: Path) -> PolicyFolder:
    return PolicyFolder(tmp_path / "policies")


def _refused(read: Callable[[], object]) -> tuple[str, int, str]:
    with pytest.raises(PolicyFileError) as refused:
        read()
    error = refused.value
    assert "\n" not in str(error)
    return error.file, error.line, error.reason


def test_a_document_is_read_with_its_front_matter_and_its_bytes(write: Write, folder: PolicyFolder) -> None:
    text = _document()
    write(FILE, text)

    [source] = folder.documents()

    document = source.document
    assert (document.id, document.title, document.version, document.owner) == (
        "PMS",
        "Politique",
        3,
        "Conformité",
    )
    assert (document.effective, document.language) == (date(2026, 1, 15), "fr")
    assert (source.file, source.content) == (FILE, text.encode())
    assert [(each.key, each.text) for each in split_clauses(document)] == [
        ("PMS-1", "Aucun rendement n'est promis.")
    ]


@pytest.mark.parametrize("text", [_document().replace("\n", "\r\n"), "\ufeff" + _document()])
def test_line_ends_and_byte_order_marks_are_no_obstacle(
    text: str, write: Write, folder: PolicyFolder
) -> None:
    write(FILE, text)

    assert [each.text for each in split_clauses(folder.documents()[0].document)] == [
        "Aucun rendement n'est promis."
    ]


def test_documents_come_by_language_and_name(write: Write, folder: PolicyFolder) -> None:
    write("documents/fr/b.md", _document(id="B"))
    write("documents/fr/a.md", _document(id="A"))
    write("documents/en/c.md", _document(language="en"))
    write("documents/fr/.hidden", "what an editor left")

    assert [each.file for each in folder.documents()] == [
        "documents/en/c.md",
        "documents/fr/a.md",
        "documents/fr/b.md",
    ]


@pytest.mark.parametrize(
    ("changes", "line", "said"),
    [
        ({"title": None}, 1, "title: this key is missing"),
        ({"colour": "bleu"}, 8, "colour: unknown key"),
        ({"effective": "demain"}, 6, "effective: this is not a date; write it like 2026-01-31"),
        ({"effective": "2026"}, 6, "effective: this is not a date; write it like 2026-01-31"),
        (
            {"effective": "2026-02-31"},
            1,
            "this file holds a value that cannot be, like a date that does not exist",
        ),
        ({"version": "deux"}, 4, "version: this is not a version number: 1, 2, 3…"),
        ({"version": "0"}, 4, "version: this is not a version number: 1, 2, 3…"),
        ({"version": "true"}, 4, "version: this is not a version number: 1, 2, 3…"),
        (
            {"id": "../PMS"},
            2,
            "id: an id begins with a letter and has letters, digits and hyphens, 32 at most",
        ),
        ({"language": "de"}, 7, "language: Input should be 'fr' or 'en'"),
        ({"language": "en"}, 7, "the language is en, the folder is fr"),
        ({"title": "[1"}, 4, "this is not valid YAML"),
    ],
)
def test_front_matter_that_cannot_be_used(
    changes: dict[str, str | None], line: int, said: str, write: Write, folder: PolicyFolder
) -> None:
    write(FILE, _document(**changes))

    file, found, reason = _refused(folder.documents)
    assert (file, reason) == (FILE, said)
    assert found == line or said.startswith("this is not valid")


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"", 1, "this file is empty"),
        (b" \n\t\n", 1, "this file is empty"),
        (
            b"Aucun rendement",
            1,
            "the front matter is missing: begin with its keys between two lines of ---",
        ),
        (b"---\nid: PMS\n", 1, "the front matter is missing: begin with its keys between two lines of ---"),
        (
            _document("Du texte sans titre.\n"),
            1,
            "there is no clause: a clause is a heading (## …) with text under it",
        ),
        (_document(f"{BODY}\n## PMS-1 Encore\n\nDeux fois.\n"), 16, "the clause PMS-1 is there twice"),
        (_document().encode() + b"\n\nCaf\xe9.\n", 17, "this is not UTF-8 text"),
        (_document() + "\x00", 15, "this is not text"),
        (b"x" * (MOST_BYTES + 1), 1, "this file is longer than 4 MB"),
    ],
)
def test_documents_that_cannot_be_used(
    content: str | bytes, line: int, said: str, write: Write, folder: PolicyFolder
) -> None:
    write(FILE, content)

    assert _refused(folder.documents) == (FILE, line, said)


def test_a_line_of_hyphens_in_a_document_does_not_end_its_front_matter(
    write: Write, folder: PolicyFolder
) -> None:
    write(FILE, _document(f"{BODY}\n---\n\nPlus bas.\n", title="A --- B"))

    assert folder.documents()[0].document.title == "A --- B"
    assert "Plus bas." in folder.documents()[0].document.body


def test_the_same_document_twice(write: Write, folder: PolicyFolder) -> None:
    write("documents/fr/a.md", _document())
    write("documents/fr/b.md", _document())
    write("documents/en/a.md", _document(language="en"))

    assert _refused(folder.documents) == (
        "documents/fr/b.md",
        1,
        "documents/fr/a.md has the same id and language",
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("documents/de/a.md", "documents belong in documents/fr or documents/en"),
        ("documents/a.md", "documents belong in documents/fr or documents/en"),
        ("documents/fr/a.docx", "only Markdown files (.md) can be read here"),
    ],
)
def test_nothing_is_skipped_in_silence(name: str, said: str, write: Write, folder: PolicyFolder) -> None:
    write(FILE, _document())
    write(name, _document())

    assert _refused(folder.documents)[2] == said


def test_without_documents_there_is_nothing_to_publish(folder: PolicyFolder) -> None:
    assert _refused(folder.documents)[:2] == ("documents", 1)


def test_the_pack_is_read_as_text(write: Write, folder: PolicyFolder) -> None:
    write("rules/b.yml", "id: b\r\n")
    write("rules/a.yml", "id: a\n")
    write("resources/tfsa.yml", "id: tfsa\n")
    write("firm.yml", "names: [Rivière-Nord]\n")

    pack = folder.pack()

    assert list(pack.rules.items()) == [("rules/a.yml", "id: a\n"), ("rules/b.yml", "id: b\n")]
    assert pack.topics == {"resources/tfsa.yml": "id: tfsa\n"}
    assert pack.firm == "names: [Rivière-Nord]\n"


def test_a_pack_without_rules_or_without_a_firm(write: Write, folder: PolicyFolder) -> None:
    assert _refused(folder.pack)[0] == "rules"
    write("rules/a.yml", "id: a\n")
    assert _refused(folder.pack) == ("firm.yml", 1, "this file is missing")
    write("firm.yml", b"\xff")
    assert _refused(folder.pack) == ("firm.yml", 1, "this is not UTF-8 text")
    write("rules/notes.txt", "à faire")
    assert _refused(folder.pack) == ("rules/notes.txt", 1, "only YAML files (.yml) can be read here")


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="links need a right there")
def test_links_stay_in_the_folder(write: Write, folder: PolicyFolder, tmp_path: Path) -> None:
    inside = write("shared/politique.md", _document())
    outside = tmp_path / "secret.md"
    outside.write_text(_document(), encoding="utf-8")
    place = tmp_path / "policies" / FILE
    place.parent.mkdir(parents=True)

    place.symlink_to(inside)
    assert folder.documents()[0].file == FILE
    for target, said in (
        (outside, "this link leads out of the policy folder"),
        (tmp_path / "none", "out of"),
    ):
        place.unlink()
        place.symlink_to(target)
        assert said in _refused(folder.documents)[2]
    place.unlink()
    place.parent.rmdir()
    place.parent.symlink_to(tmp_path, target_is_directory=True)
    assert _refused(folder.documents) == ("documents/fr", 1, "this link leads out of the policy folder")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_is_not_a_file_is_not_waited_for(folder: PolicyFolder, tmp_path: Path) -> None:
    place = tmp_path / "policies" / FILE
    place.parent.mkdir(parents=True)
    os.mkfifo(place)
    assert _refused(folder.documents) == (FILE, 1, "this is not a file")


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be given there")
@pytest.mark.parametrize("name", ["évil\x1b[31m\n.md", "\u202egnp.md", "\udcff.md"])
def test_names_are_shown_with_escapes(name: str, write: Write, folder: PolicyFolder) -> None:
    write(f"documents/fr/{name}", "")

    file, _, reason = _refused(folder.documents)

    assert reason == "this file is empty"
    assert file.isprintable()
    assert "\\" in file


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "a"),
        ("a:\n  - b: 1\n    c: 2\n    b: 3\n", 4, "b"),
        ("a: {b: {c: 1,\n c: 2}}\n", 2, "c"),
        ("a: &x {b: 1}\nc: *x\n'a': 2\n", 3, "a"),
    ],
)
def test_a_key_that_is_there_twice_is_refused_with_its_line(text: str, line: int, key: str) -> None:
    refused = _refused(lambda: read_record(FrontMatter, text, "rules/a.yml"))

    assert refused == ("rules/a.yml", line, f"the key {key} is there twice")


def test_a_key_twice_in_the_front_matter_has_the_line_of_the_file(write: Write, folder: PolicyFolder) -> None:
    write(FILE, _document().replace("version: 3\n", "version: 3\nversion: 4\n"))

    assert _refused(folder.documents) == (FILE, 5, "the key version is there twice")


# labelled posts, and what was learned from them


def test_labelled_posts_are_read_file_by_file(write: Write, folder: PolicyFolder) -> None:
    write("examples/b.jsonl", "{}\r\n")
    write("examples/a.jsonl", '{"é": 1}\n')
    write("examples/.hidden", "x")

    assert list(folder.labelled().items()) == [
        ("examples/a.jsonl", '{"é": 1}\n'),
        ("examples/b.jsonl", "{}\n"),
    ]


def test_a_folder_without_labelled_posts_has_none(folder: PolicyFolder) -> None:
    assert folder.labelled() == {}


@pytest.mark.parametrize(
    ("name", "content", "line", "said"),
    [
        ("examples/a.json", b"{}", 1, "only files of one JSON object a line (.jsonl) can be read here"),
        ("examples/a.jsonl", b"\n\n", 1, "this file is empty"),
        ("examples/a.jsonl", b"{}\n\xff", 2, "this is not UTF-8 text"),
        ("examples/a.jsonl/b", b"{}", 1, "this is not a file"),
    ],
)
def test_labelled_posts_that_cannot_be_read(
    name: str, content: bytes, line: int, said: str, write: Write, folder: PolicyFolder
) -> None:
    write(name, content)

    assert _refused(folder.labelled) == ("/".join(name.split("/")[:2]), line, said)


def test_what_was_learned_is_kept_beside_the_rules_and_read_with_them(
    write: Write, folder: PolicyFolder
) -> None:
    write("rules/a.yml", "id: a\n")
    write("firm.yml", "names: []\n")
    assert folder.pack().learned == ""

    for text in ('{"first": 1}\n', '{"second": "é"}\n'):
        folder.keep_learned(text)
        assert folder.pack().learned == text
    assert sorted(each.name for each in (write("firm.yml", "names: []\n")).parent.iterdir()) == [
        "firm.yml",
        "learned.json",
        "rules",
    ]


def test_what_was_learned_is_not_written_out_of_the_folder(
    write: Write, folder: PolicyFolder, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text("mine")
    write("firm.yml", "names: []\n").with_name("learned.json").symlink_to(outside)

    said = "this link leads out of the policy folder"
    assert _refused(lambda: folder.keep_learned("{}")) == ("learned.json", 1, said)
    assert outside.read_text() == "mine"


def test_a_folder_in_which_nothing_can_be_written_is_one_sentence(folder: PolicyFolder) -> None:
    assert _refused(lambda: folder.keep_learned("{}")) == ("learned.json", 1, "this file cannot be written")
