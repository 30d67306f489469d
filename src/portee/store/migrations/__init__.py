"""How older private databases become the present one, one step a file, in order; never changed once released."""
