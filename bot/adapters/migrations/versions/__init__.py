"""One migration a file. What was released is never edited: a later file changes what an earlier one made."""
