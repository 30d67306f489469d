"""portee commons: records in Git, from the command line."""
