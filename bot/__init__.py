"""Vigie reads a social media draft against a firm's own documents and offers a better one."""

__version__ = "0.1.0"
