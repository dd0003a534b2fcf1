"""Cases of a test that are left to `make test-all`: like the others, and long."""

from typing import Any

import pytest


def slowly(*values: Any) -> Any:
    """One case of `parametrize`, in `make test-all` alone."""
    return pytest.param(*values, marks=pytest.mark.slow)
