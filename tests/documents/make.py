"""Makes the sample files beside it: `python -m tests.documents.make` (LibreOffice Writer must be installed).

Files that differ only in the time they were made are rewritten too: commit those that were meant to change.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.documents import FOLDER, other_files, pdf_files, word_files

WORD_FILES = {
    "politique-medias-sociaux.docx": lambda: word_files.policy("fr"),
    "social-media-policy.docx": lambda: word_files.policy("en"),
}
OTHER_FILES = {
    "code-of-ethics-two-columns.pdf": pdf_files.two_columns,
    "code-deontologie-articles.pdf": pdf_files.articles,
    "scanned.pdf": pdf_files.scanned,
    "garbled.pdf": pdf_files.garbled,
    "broken-lines.pdf": pdf_files.broken_lines,
    "encrypted.pdf": lambda: pdf_files.locked(user="secret"),
    "may-not-be-copied.pdf": lambda: pdf_files.locked(user=""),
    "guide-wiki.html": other_files.wiki_page,
    "politique-windows.txt": other_files.windows_text,
}


def main() -> None:
    """Write every file."""
    for name, make in (WORD_FILES | OTHER_FILES).items():
        (FOLDER / name).write_bytes(make())
    for name in WORD_FILES:
        _export(FOLDER / name)


def _export(document: Path) -> None:
    """As the owner of the document would save it as PDF."""
    writer = shutil.which("soffice")
    if writer is None:
        raise SystemExit("LibreOffice Writer is not installed: the PDF beside the Word files are not made")
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            [writer, f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", "pdf",
             "--outdir", str(document.parent), str(document)],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip


if __name__ == "__main__":
    main()
