"""Measurements behind `endcap bench`: one file per budget row family."""
