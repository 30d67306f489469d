"""Search a commons: an index that is rebuilt from Git at any time and holds nothing that Git lacks."""
