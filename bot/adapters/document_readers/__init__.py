"""Files into blocks, in a process that can be killed.

    isolated_reader   the port `DocumentReader`: looks at the name, starts the child, believes nothing it says
    child             the process that reads one file and can open nothing else
    docx_*, pdf_*, html_reader, text_reader, markdown_reader   one format each

What is a clause is decided elsewhere: a reader gives headings, paragraphs, items and rows in reading order.
"""

from bot.adapters.document_readers.isolated_reader import IsolatedReader
from bot.adapters.document_readers.limits import SHIPPED_LIMITS, Limits

__all__ = ["SHIPPED_LIMITS", "IsolatedReader", "Limits"]
