"""The errors with which the outside answers the use cases; each message is one sentence for a person.

PolicyFileError        a policy file cannot be used (file, line, reason)
StorageError           the database or the index cannot be used
  NothingPublished     no policies are in force yet
  LearnedElsewhere     what the rules learned is of no use to this version's encoder
  IndexBusy            another process has the index open, or its server does not answer
  ReviewNotFound
  Unreadable           something that is kept is encrypted and cannot be opened
"""


class PolicyFileError(Exception):
    """A policy file cannot be used: which one, where, and why, in one sentence."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


class StorageError(Exception):
    """Something that keeps data cannot be used; the message is one sentence for the person."""


class NothingPublished(StorageError):
    """No policies are in force yet."""


class LearnedElsewhere(StorageError):
    """The rules of a library learned with another encoder than this version of Vigie has."""


class IndexBusy(StorageError):
    """The index cannot be had now: another process has it open, or its server does not answer."""


class Unreadable(StorageError):
    """What is kept cannot be opened: its key is missing, or it was changed. It waits for nothing else."""


class ReviewNotFound(StorageError):
    """No review has that id."""
