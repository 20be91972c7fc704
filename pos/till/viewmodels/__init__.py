"""The till's view-models."""
