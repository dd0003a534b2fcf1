"""A zip archive is taken apart in memory; a hostile one is refused before it is unpacked."""

import tracemalloc
from zipfile import ZIP_BZIP2, ZIP_STORED

import pytest

from bot.adapters.pack_archive import MOST_ENTRIES, MOST_UNPACKED, unpack
from bot.usecases.library_ports import FileRefused
from tests.contracts.zipped import saying_less, with_link, zipped


def _refused(archive: bytes) -> tuple[str, str]:
    with pytest.raises(FileRefused) as refused:
        unpack(archive)
    return refused.value.code, refused.value.detail


@pytest.mark.parametrize("compression", [ZIP_STORED, None])
def test_the_files_are_given_by_their_path(compression: int | None) -> None:
    files = {"pack/rules/été.yml": "id: x", "pack/firm.yml": "names: []", "pack/rules/": ""}
    archive = zipped(files) if compression is None else zipped(files, compression)

    assert unpack(archive) == {"pack/rules/été.yml": b"id: x", "pack/firm.yml": b"names: []"}


def test_what_a_computer_adds_by_itself_is_left_out() -> None:
    files = {"__MACOSX/firm.yml": "x", "._firm.yml": "x", "a/.DS_Store": "x", "firm.yml": "names"}

    assert list(unpack(zipped(files))) == ["firm.yml"]


@pytest.mark.parametrize(
    "name",
    ["../firm.yml", "rules/../../firm.yml", "/etc/firm.yml", "C:/firm.yml", "rules\\firm.yml", "a\nb.yml",
     "rules//x.yml", "rules/\u202efirm.yml", "./firm.yml"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_or_does_not_print_is_refused(name: str) -> None:
    assert _refused(zipped({name: "x"}))[0] == "file-name"


def test_a_link_is_refused() -> None:
    assert _refused(with_link("firm.yml", "/etc/passwd")) == (
        "pack",
        "firm.yml:1: a link cannot be read",
    )


@pytest.mark.parametrize("name", ["rules/more.zip", "rules/more.yml"])
def test_an_archive_in_an_archive_is_refused(name: str) -> None:
    assert _refused(zipped({name: zipped({"firm.yml": "x"})})) == (
        "pack",
        f"{name}:1: an archive in an archive cannot be read",
    )


def test_too_many_files_are_refused() -> None:
    many = {f"rules/{number}.yml": "" for number in range(MOST_ENTRIES + 1)}

    assert _refused(zipped(many))[0] == "bomb"


def test_what_would_unpack_to_far_more_is_refused_without_unpacking_it() -> None:
    size = 3 * MOST_UNPACKED
    bomb = zipped({"firm.yml": b"\0" * size})
    tracemalloc.start()
    try:
        assert len(bomb) < 200_000
        assert _refused(bomb) == ("bomb", "50 MB")
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_an_archive_that_lies_about_a_size_gains_nothing() -> None:
    size = 2 * MOST_UNPACKED
    bomb = saying_less(zipped({"firm.yml": b"\0" * size}), size, 1_000)
    tracemalloc.start()
    try:
        assert _refused(bomb) == ("broken", "")
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "archive",
    [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 500, zipped({"firm.yml": "x" * 999})[:-30], b"names: []"],
)
def test_what_is_cut_short_or_no_archive_is_broken(archive: bytes) -> None:
    assert _refused(archive)[0] == "broken"


def test_what_was_damaged_is_broken() -> None:
    sound = zipped({"firm.yml": "names: [Rivière-Nord]"}, ZIP_STORED)

    assert _refused(sound.replace("Rivière".encode(), b"Riviere."))[0] == "broken"


def test_another_compression_is_not_read() -> None:
    assert _refused(zipped({"firm.yml": "x" * 999}, ZIP_BZIP2))[0] == "broken"


def test_an_encrypted_archive_is_refused_as_such() -> None:
    sound = zipped({"firm.yml": "x"}, ZIP_STORED)
    local, central = sound.index(b"PK\x03\x04") + 6, sound.index(b"PK\x01\x02") + 8
    locked = bytearray(sound)
    locked[local] |= 1
    locked[central] |= 1

    assert _refused(bytes(locked))[0] == "encrypted"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice_is_refused() -> None:
    archive = zipped({"firm.yml": "names: []", "firm.yxl": "names: [x]"}).replace(b"firm.yxl", b"firm.yml")

    assert _refused(archive) == ("pack", "firm.yml:1: this file is there twice")
