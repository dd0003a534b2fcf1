"""The files of a rule pack among those of an archive: a policy folder, wherever in the archive it stands."""

from collections.abc import Iterator, Mapping

from bot.usecases.library_ports import suffix_of
from bot.usecases.policy_text import text_of
from bot.usecases.ports import PackSource, PolicyFileError
from bot.usecases.read_pack import LEARNED, SEVERITIES

_FIRM = "firm.yml"
_BESIDE = ("documents", "examples", "cases")
"""Folders of a policy folder that are no part of its rule pack."""
_RECORDS = (".yml", ".yaml")


def archived_source(unpacked: Mapping[str, bytes]) -> PackSource:
    """The pack's files, from the bytes of all files by their path. Raises `PolicyFileError`."""
    firms = [name for name in unpacked if name.rpartition("/")[2] == _FIRM]
    if not firms:
        raise PolicyFileError(_FIRM, 1, "this file is missing")
    root = min(firms, key=lambda name: (name.count("/"), name)).removesuffix(_FIRM)
    texts = dict(_texts(unpacked, root))
    rules = _in_folder("rules", texts)
    if not rules:
        raise PolicyFileError("rules", 1, "there is no rule: write one in a file of its own, ending in .yml")
    return PackSource(
        rules, _in_folder("resources", texts), texts[_FIRM], texts.get(SEVERITIES, ""), texts.get(LEARNED, "")
    )


def _texts(unpacked: Mapping[str, bytes], root: str) -> Iterator[tuple[str, str]]:
    for path in sorted(unpacked):
        name = path.removeprefix(root)
        if path.startswith(root) and name.split("/")[0] in _BESIDE:
            continue
        if not path.startswith(root) or not _belongs(name):
            raise PolicyFileError(path, 1, "this does not belong in a rule pack")
        yield name, text_of(unpacked[path], name)


def _belongs(name: str) -> bool:
    if name in (_FIRM, SEVERITIES, LEARNED):
        return True
    folder, _, file = name.rpartition("/")
    return folder in ("rules", "resources") and suffix_of(file) in _RECORDS


def _in_folder(folder: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if name.startswith(f"{folder}/")}
