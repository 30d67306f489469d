"""The portrait of a territory as pages and files: each part answers one question, with charts, tables and "why"."""
