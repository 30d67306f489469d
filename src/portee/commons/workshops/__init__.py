"""Workshops: forms to fill in, what was said brought in without who said it, synthesis, and votes by dots."""
