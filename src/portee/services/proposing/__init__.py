"""Changes to the commons proposed by people who do not use Git: a form, a draft, a review, a commit."""
