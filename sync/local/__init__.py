"""The two SQLite files of a terminal: journal.db and replica.db."""
