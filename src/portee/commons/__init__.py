"""The commons: versioned records in Git, that compute, cite, fork and travel between territories."""
