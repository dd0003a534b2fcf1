"""Files that cannot be a policy: each is refused for its own reason, and none of them fetches anything."""

import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO

import pytest

from bot.adapters.document_readers import IsolatedReader, Limits
from bot.usecases.library_ports import FileRefused, GivenFile
from tests.documents import sample
from tests.documents.other_files import wiki_page
from tests.documents.pdf_files import blank
from tests.documents.small_docx import paragraph, small_docx
from tests.marks import slowly
from tests.served import address_of, served

TEXT = b"Article 1\n\nThe member is honest."
ENCRYPTED_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "EncryptedPackage".encode("utf-16-le")


def refusal(name: str, content: bytes, limits: Limits | None = None) -> tuple[str, str]:
    with pytest.raises(FileRefused) as refused:
        IsolatedReader(limits or Limits())(GivenFile(name, content))
    return refused.value.code, refused.value.detail


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/policy.txt",
        "C:\\policy.txt",
        "policy\x00.txt",
        "policy\n.txt",
        "policy\u202etxt.exe",
        "",
        "..",
        f"{'a' * 200}.txt",
    ],
)
def test_a_name_that_is_a_place_or_does_not_print_is_refused(name: str) -> None:
    assert refusal(name, TEXT) == ("file-name", "")


@pytest.mark.parametrize("name", ["policy", "policy.exe", "policy.doc", "policy.rtf", "policy.zip", "txt"])
def test_a_file_that_nothing_here_reads_is_refused_by_its_type(name: str) -> None:
    assert refusal(name, TEXT) == ("type", "")


@pytest.mark.parametrize("name", ["policy.txt", "policy.md", "policy.html", "policy.docx", "policy.pdf"])
@pytest.mark.parametrize("content", [b"", b" \r\n\t\n"])
def test_a_file_without_anything_in_it_is_empty(name: str, content: bytes) -> None:
    assert refusal(name, content) == ("empty", "")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a page without text.html", b"<html><body><nav>Menu</nav></body></html>"),
        ("no paragraph.docx", small_docx("")),
        ("front matter alone.md", b"---\nid: PMS\n---\n"),
    ],
)
def test_a_file_without_text_is_empty(name: str, content: bytes) -> None:
    assert refusal(name, content) == ("empty", "")


def test_a_file_over_the_limit_is_too_large() -> None:
    assert refusal("policy.txt", b"a" * 2_000_001, Limits(file_bytes=2_000_000)) == ("too-large", "2")


def test_the_limit_of_a_file_is_25_megabytes() -> None:
    assert refusal("policy.txt", b"a" * 25_000_001) == ("too-large", "25")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("policy.docx", b"%PDF-1.7 not a Word file"),
        ("policy.pdf", b"PK\x03\x04 not a PDF"),
        ("policy.txt", b"%PDF-1.7 not a text"),
        ("policy.md", b"PK\x03\x04 an archive"),
        ("policy.txt", b"MZ\x90\x00\x03\x00\x00"),
        ("policy.html", b"no markup at all"),
        ("policy.html", b"<p>Kept</p>" + b"<div>" * 400 + b"<p>Would be lost</p>"),
        ("policy.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)),
        ("policy.docx", b"PK\x03\x04 and then nothing that unpacks"),
    ],
)
def test_content_that_is_not_what_the_name_says_is_broken(name: str, content: bytes) -> None:
    assert refusal(name, content) == ("broken", "")


@pytest.mark.parametrize("name", ["social-media-policy.docx", "social-media-policy.pdf"])
@pytest.mark.parametrize("share", [0.5, 0.95])
def test_a_file_cut_short_is_broken(name: str, share: float) -> None:
    content = sample(name).content

    assert refusal(name, content[: int(len(content) * share)]) == ("broken", "")


@pytest.mark.parametrize(
    ("name", "content"),
    [("policy.pdf", sample("encrypted.pdf").content), ("policy.docx", ENCRYPTED_WORD)],
)
def test_a_file_behind_a_password_is_encrypted(name: str, content: bytes) -> None:
    assert refusal(name, content) == ("encrypted", "")


def test_pictures_of_pages_are_scanned() -> None:
    assert refusal("scanned.pdf", sample("scanned.pdf").content) == ("scanned", "")


def test_letters_without_their_characters_are_garbled() -> None:
    assert refusal("garbled.pdf", sample("garbled.pdf").content) == ("garbled", "")


def test_more_pages_than_the_limit_are_too_many() -> None:
    assert refusal("long.pdf", blank(2_000)) == ("too-many-pages", "1000")


def test_more_text_than_so_many_pages_hold_is_too_many_pages() -> None:
    assert refusal("long.txt", b"honest words " * 4_000, Limits(pages=10)) == ("too-many-pages", "10")


def test_programs_in_a_word_file_are_macros() -> None:
    with_program = small_docx(paragraph("A clause."), parts={"word/vbaProject.bin": "program"})

    assert refusal("policy.docm", with_program) == ("macros", "")
    assert refusal("policy.docx", with_program) == ("macros", "")


@pytest.mark.parametrize(
    "part",
    [
        ("word/_rels/document.xml.rels", "http://schemas.microsoft.com/office/2006/relationships/vbaProject"),
        ("[Content_Types].xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
    ],
)
def test_programs_under_another_name_are_macros(part: tuple[str, str]) -> None:
    name, said = part
    text = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{said}" Target="other.bin"/></Relationships>'
        if name.endswith(".rels")
        else f'<Types><Override PartName="/word/document.xml" ContentType="{said}"/></Types>'
    )

    assert refusal("policy.docx", small_docx(paragraph("A clause."), parts={name: text})) == ("macros", "")


def test_a_word_file_of_nothing_but_pictures_is_scanned() -> None:
    assert refusal("policy.docx", small_docx("<w:p><w:r><w:drawing/></w:r></w:p>")) == ("scanned", "")


def _bomb(entries: int, size: int) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number in range(entries):
            archive.writestr(f"word/document{number}.xml", b" " * size)
    return content.getvalue()


@pytest.mark.parametrize(("entries", "size"), [(1, 40_000_000), slowly(30, 10_000_000), slowly(6_000, 0)])
def test_an_archive_that_would_unpack_to_far_more_is_a_bomb(entries: int, size: int) -> None:
    assert refusal("policy.docx", _bomb(entries, size)) == ("bomb", "")


def test_entities_that_multiply_are_refused_before_they_do() -> None:
    nested = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
    content = small_docx(paragraph("&a11;"), before=f"<!DOCTYPE d [{nested}]>")

    assert refusal("policy.docx", content) == ("broken", "")


@pytest.fixture
def counting_server() -> Iterator[tuple[str, list[str]]]:
    """(address, paths that somebody asked for)."""
    asked: list[str] = []

    class Counts(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with served(HTTPServer(("127.0.0.1", 0), Counts)) as server:
        yield address_of(server), asked


def test_pictures_and_styles_of_a_page_are_not_fetched(counting_server: tuple[str, list[str]]) -> None:
    address, asked = counting_server

    IsolatedReader()(GivenFile("wiki.html", wiki_page(remote=address)))

    assert asked == []


def test_pictures_of_a_word_file_are_not_fetched(counting_server: tuple[str, list[str]]) -> None:
    address, asked = counting_server
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    elsewhere = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}/image" Target="{address}a.png" TargetMode="External"/>'
        f'<Relationship Id="r2" Type="{office}/styles" Target="{address}s.xml" TargetMode="External"/>'
        "</Relationships>"
    )
    content = small_docx(paragraph("A clause."), parts={"word/_rels/document.xml.rels": elsewhere})

    assert [block.text for block in IsolatedReader()(GivenFile("policy.docx", content)).blocks] == [
        "A clause."
    ]
    assert asked == []


@pytest.mark.parametrize("entity", ['SYSTEM "{address}entity"', 'SYSTEM "file:///etc/passwd"'])
def test_an_entity_that_lies_elsewhere_is_refused_unread(
    entity: str, counting_server: tuple[str, list[str]]
) -> None:
    address, asked = counting_server
    declared = f"<!DOCTYPE d [<!ENTITY x {entity.format(address=address)}>]>"

    assert refusal("policy.docx", small_docx(paragraph("&x;"), before=declared)) == ("broken", "")
    assert asked == []


def test_an_entity_in_a_page_stays_what_was_typed(counting_server: tuple[str, list[str]]) -> None:
    address, asked = counting_server
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{address}x">]><html><body><p>Kept: &x; end</p></body></html>'

    blocks = IsolatedReader()(GivenFile("page.html", page.encode())).blocks

    assert "root:" not in blocks[-1].text
    assert blocks[-1].text.endswith("end")
    assert asked == []
