"""The workspace under test."""

from tests.workspaces import workspace

__all__ = ["workspace"]
