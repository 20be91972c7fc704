"""Baskets in files: read, priced and written by `endcap price` and `endcap facts`."""
