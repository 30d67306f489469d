"""What if: readable files of typed modifications, applied to a world that stays as it was."""
