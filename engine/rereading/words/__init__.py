"""The words of a clause that people changed, as the text of a clause: Markdown, with its facts still live."""
