"""Exchange between people and between commons: proposals, reviews, and what is pulled, taken and sent back."""
