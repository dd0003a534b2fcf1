"""A DOCX is an archive: looked at from outside first, then unpacked part by part."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Sequence

from lxml import etree

from bot.adapters.document_readers.limits import Limits
from bot.adapters.document_readers.xml_parts import parsed
from bot.usecases.library_ports import FileRefused

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "/officeDocument"
_PROGRAM = "/vbaProject"
_CORE = "/core-properties"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


class DocxPackage:
    """The parts of a Word file, by what they are for."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Raises `FileRefused`: "broken", "bomb", "macros", "encrypted"."""
        try:  # `zipfile` raises NotImplementedError for an archive of a later version than it knows
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
            raise FileRefused("broken") from None
        _refuse_unfit(self._archive.infolist(), len(content), limits)
        self._names = {each.filename.lower(): each.filename for each in self._archive.infolist()}
        self._main = self._target("", _MAIN) or "word/document.xml"
        if self._target(self._main, _PROGRAM) or self._is_of_programs():
            raise FileRefused("macros")

    def document(self) -> etree._Element:
        """The main part. Raises `FileRefused`."""
        root = self._part(self._main)
        if root is None:
            raise FileRefused("broken")
        return root

    def beside(self, what: str) -> etree._Element | None:
        """`styles` or `numbering`, as the main part names it. Raises `FileRefused`."""
        return self._part(self._target(self._main, f"/{what}") or f"word/{what}.xml")

    def title(self) -> str:
        """What its properties give as title, "" for none. Raises `FileRefused`."""
        root = self._part(self._target("", _CORE) or "docProps/core.xml")
        return "" if root is None else (root.findtext(_TITLE) or "").strip()

    def _target(self, source: str, ending: str) -> str:
        """The part that a part (or the package, "") names for a purpose; nothing outside the package."""
        folder, name = posixpath.split(source)
        relations = self._part(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in () if relations is None else relations.iter(_RELATIONS):
            inside = relation.get("TargetMode") != "External"
            if inside and relation.get("Type", "").endswith(ending):
                return posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        return ""

    def _is_of_programs(self) -> bool:
        """Whether a part is declared as one that carries programs, whatever its name."""
        types = self._part("[Content_Types].xml")
        declared = [] if types is None else [each.get("ContentType", "").lower() for each in types]
        return any("macroenabled" in each or "vbaproject" in each for each in declared)

    def _part(self, name: str) -> etree._Element | None:
        known = self._names.get(name.lower())
        if known is None:
            return None
        try:  # `zipfile` raises NotImplementedError for a compression that it does not know
            return parsed(self._archive.read(known))
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
            raise FileRefused("broken") from None


def _refuse_unfit(entries: Sequence[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    """By what the archive says of itself: `zipfile` reads no byte more of an entry than was said here."""
    unpacked = sum(each.file_size for each in entries)
    too_dense = unpacked > limits.unpacked_freely and unpacked > limits.unpacked_ratio * packed
    if len(entries) > limits.entries or unpacked > limits.unpacked_bytes or too_dense:
        raise FileRefused("bomb")
    names = [each.filename.lower() for each in entries]
    if any("vbaproject" in name or name.endswith("vbadata.xml") for name in names):
        raise FileRefused("macros")
    if any(each.flag_bits & 1 for each in entries):
        raise FileRefused("encrypted")
    if "[content_types].xml" not in names:
        raise FileRefused("broken")
