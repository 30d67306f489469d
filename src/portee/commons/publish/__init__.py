"""What the world sees of a commons: a release with its site, tables, catalogues, feed and citation."""
