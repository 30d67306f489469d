"""The web application: pages and API over what `portee.services` computes; it computes nothing of its own."""
