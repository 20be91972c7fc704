"""The pickup desk."""
