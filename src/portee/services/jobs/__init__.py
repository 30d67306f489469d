"""Work that takes longer than a page may: queued, told as it goes on, cancelled, taken up again, its result kept."""
