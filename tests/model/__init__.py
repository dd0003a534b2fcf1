"""Vigie with a real language model: a small one, on this machine. Run by `make test-model` alone."""
