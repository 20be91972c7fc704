"""The staff's app: till and desk."""
