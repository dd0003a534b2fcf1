"""The encoder in torch says what the encoder says; without torch there is no tuning and no test."""

from io import BytesIO

import numpy as np
import pytest

from bot.adapters.tuned_embeddings import tuned
from bot.usecases.learn_meaning import read_labelled
from bot.usecases.tune_encoder import taught_texts
from tests.domain.small_packs import a_rule, pack_of
from tests.embedders import local_embedder
from tests.labelled_posts import as_lines, everything

pytest.importorskip("torch", reason="torch is not installed: nothing but tuning the encoder needs it")

from bot.adapters.torch_encoder import encode, sentences_of, weights_of, words_of
from bot.adapters.torch_tuning import tune

TEXTS = ["Rendement garanti.", "Un café?", "Our fund has never lost a cent, and it never will, believe me."]


def test_both_say_the_same() -> None:
    plain = local_embedder().encoder()
    numbers = [plain.sp.encode(each, out_type=int, add_bos=True, add_eos=True) for each in TEXTS]
    flat = [word for each in numbers for word in each]
    rows = {word: row for row, word in enumerate(dict.fromkeys(flat))}
    read = sentences_of([[rows[word] for word in each] for each in numbers])

    vectors = encode(weights_of(plain), words_of(plain, list(rows)), read).detach().numpy()

    assert vectors == pytest.approx(plain.encode(TEXTS), abs=1e-5)


@pytest.mark.slow
def test_what_was_tuned_brings_together_what_breaks_the_same_rule() -> None:
    rule = a_rule("sure-thing", {"kind": "examples"})
    posts = read_labelled({"examples/a.jsonl": as_lines(everything())}, [rule])
    steps: list[int] = []

    weights = tune(
        list(taught_texts(pack_of(rule), posts)) * 3,
        ["sure-thing", "*"],
        lambda _, done, of: steps.append(done),
    )

    plain = local_embedder().encoder()
    encoder = tuned(plain, weights)
    assert steps == list(range(1, len(steps) + 1))
    assert np.load(BytesIO(weights))["w1.0"].dtype == np.float16
    texts = ["Ce fonds montera toujours.", "You cannot lose.", "La succursale ferme à midi."]

    def apart(one: object) -> float:
        left, right, other = one.encode(texts)  # type: ignore[attr-defined]
        return float(left @ right - left @ other)

    assert apart(encoder) > apart(plain)
