"""The ladder of mastery of a service: who knows it, can reach it, can pay it, uses it, is respected there."""
