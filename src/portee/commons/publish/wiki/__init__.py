"""Exchange with the wikis of commons: pages with the template `Commun`, in both directions."""
