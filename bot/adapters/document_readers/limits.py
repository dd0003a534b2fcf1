"""How much a file may be, and how much reading it may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one file and of the process that reads it."""

    file_bytes: int = 25_000_000
    pages: int = 1_000
    page_characters: int = 3_000
    """A full page has about as many: a format without pages may hold `pages` times this."""
    seconds: float = 60.0
    """From the start of the process to its answer."""
    memory_bytes: int = 1_000_000_000
    """Of address space, where the platform can limit it."""
    unpacked_bytes: int = 200_000_000
    """Of everything in a DOCX together."""
    unpacked_ratio: int = 250
    """How many times its packed size a DOCX may become, once it is larger than `unpacked_freely`."""
    unpacked_freely: int = 10_000_000
    """A DOCX may become so large whatever the ratio: an honest short text of many styles packs very well."""
    entries: int = 5_000
    """Files in a DOCX."""

    @property
    def characters(self) -> int:
        """The most text that a file may hold."""
        return self.pages * self.page_characters


SHIPPED_LIMITS = Limits()
