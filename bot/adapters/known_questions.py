"""The known questions, what was learned from them and what was computed: three files beside this one."""

from functools import cache
from pathlib import Path
from zipfile import BadZipFile

from bot.adapters.yaml_records import read_record
from bot.domain.known_questions import Decision, KnownQuestions
from bot.domain.question_kernel import Recall

_FOLDER = Path(__file__).parent
_QUESTIONS, _DECISION = _FOLDER / "known_questions.yml", _FOLDER / "answering_decision.json"
_RECALL = _FOLDER / "known_questions.npz"
_MOST = 127
"""What a number is rounded to: a byte each, of the largest in its row."""


@cache
def known_questions() -> KnownQuestions:
    """Questions and decision, checked. Raises `PolicyFileError`."""
    known = read_record(KnownQuestions, _QUESTIONS.read_text(encoding="utf-8"), _QUESTIONS.name)
    decision = Decision.model_validate_json(_DECISION.read_text(encoding="utf-8"))
    return known.model_copy(update={"decision": decision})


@cache
def recalled_questions() -> Recall | None:
    """What was computed of them; None where the file is missing or is none."""
    return read_recall(_RECALL)


def read_recall(file: Path) -> Recall | None:
    """What `write_recall` wrote; None for what is no such file. Numbers and names only: nothing is run."""
    import numpy as np

    try:
        with np.load(file, allow_pickle=False) as there:
            names = [str(each) for each in there["names"]]
            arrays = [
                there[name].astype(np.float32) * there[f"{name}-most"] / _MOST
                for name in ("vectors", "abouts", "coefficients")
            ]
    except (OSError, KeyError, ValueError, BadZipFile):
        return None
    return Recall(names[0], names[1], *arrays)


def write_recall(recall: Recall, folder: str) -> None:
    """A byte a number: the likeness of questions changes by less than a thousandth. Raises OSError."""
    import numpy as np

    arrays = {"names": np.array([recall.embedder, recall.known])}
    for name in ("vectors", "abouts", "coefficients"):
        given = getattr(recall, name)
        most = np.abs(given).max(axis=-1, keepdims=True)
        arrays[f"{name}-most"] = most.astype(np.float32)
        arrays[name] = np.rint(given / np.where(most, most, 1) * _MOST).astype(np.int8)
    with (Path(folder) / _RECALL.name).open("wb") as there:
        np.savez_compressed(there, allow_pickle=False, **arrays)
