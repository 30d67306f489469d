"""One recipe per file: declared settings, and the function that computes a figure from them."""
