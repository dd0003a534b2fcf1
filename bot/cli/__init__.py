"""The command line: words in, use cases, words out."""
