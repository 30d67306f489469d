"""A record as people write it: front matter and Markdown, in one file."""
