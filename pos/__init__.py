"""The staff's app: till and desk, and what both share."""
