"""Whether a PDF holds text at all, and text that can be read back."""

import re
from collections.abc import Sequence

from bot.adapters.document_readers.pdf_page import Page
from bot.domain.languages import counted_words
from bot.usecases.library_ports import FileRefused

_A_PICTURE = 0.4
"""Of a page covered: a scan, or a full-page picture."""
_HARDLY_ANY = 40
"""Characters: the number that a scanner stamps on a page, a file name."""
_SCANNED_PAGES = 0.2
_UNREADABLE = 0.08
_SAMPLE = 60_000
_ENOUGH_WORDS = 40
_FUNCTION_WORDS = 0.08
_FEWEST_VOWELS = 0.22
_MOST_ODD = 0.35
_VOWELS = frozenset("aeiouyàâäéèêëîïôöùûüÿœæáíóúãõ")
_CANNOT_BE_READ = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd\U000f0000-\U0010ffff]|(?![\uf0b7\uf0a7\uf02d])[\ue000-\uf8ff]"
)
"""Control, replacement and private use characters, but for the bullets of a symbol font."""
_TOKEN = re.compile(r"\S+")
_ODD = re.compile(r"[^\W\d_][^\w\s'’.,/@:()&+–—-]+[^\W\d_]|[a-zà-ÿ][A-ZÀ-Ý]{2,}[a-zà-ÿ]|[^\W\d_]\d+[^\W\d_]")


def refuse_without_text(pages: Sequence[Page]) -> None:
    """Raises `FileRefused`: "scanned", "empty", "garbled"."""
    letters = sum(page.characters for page in pages)
    pictures = sum(page.pictured >= _A_PICTURE and page.characters < _HARDLY_ANY for page in pages)
    drawn = any(page.strokes for page in pages)
    if pictures and pictures >= _SCANNED_PAGES * len(pages):
        raise FileRefused("scanned")
    if letters < _HARDLY_ANY * min(len(pages), 3) / 4:
        raise FileRefused("scanned" if pictures or drawn or any(page.pictured for page in pages) else "empty")
    _refuse_garbled(pages, letters)


def _refuse_garbled(pages: Sequence[Page], letters: int) -> None:
    words = [word.text for page in pages for word in page.words if not word.rows]
    shown = "".join(words)
    unreadable = sum(page.unreadable for page in pages) + len(_CANNOT_BE_READ.findall(shown))
    if unreadable > _UNREADABLE * letters or _is_gibberish(" ".join(words)[:_SAMPLE]):
        raise FileRefused("garbled")


def _is_gibberish(text: str) -> bool:
    """Letters of the Latin alphabet that are no words of a language written with it."""
    tokens = _TOKEN.findall(text)
    if len(tokens) < _ENOUGH_WORDS:
        return False
    if sum(counted_words(text.lower())) >= _FUNCTION_WORDS * len(tokens):
        return False
    latin = [each for each in text.lower() if "a" <= each <= "z" or "à" <= each <= "ÿ"]
    if len(latin) < len(text) / 4:
        return sum(not each.isalnum() and not each.isspace() for each in text) > len(text) / 2
    vowels = sum(each in _VOWELS for each in latin)
    odd = sum(bool(_ODD.search(token)) for token in tokens)
    return vowels < _FEWEST_VOWELS * len(latin) or odd > _MOST_ODD * len(tokens)
