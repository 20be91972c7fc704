"""The shopper's app."""
