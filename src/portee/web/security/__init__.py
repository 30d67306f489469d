"""What protects people who use the application, and the application itself."""
