"""Brings other people's files into central, by column mappings that are data. Central room."""
