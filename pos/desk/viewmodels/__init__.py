"""The desk's view-models."""
