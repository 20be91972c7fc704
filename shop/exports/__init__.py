"""The journal as files for other programs: CSV, JSON, POSLog. Exports room: standard library.

Each format is a generator of text: entries in, pieces of the file out, nothing kept between.
"""
