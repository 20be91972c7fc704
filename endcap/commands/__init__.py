"""One file per sub-command; the file's name is the sub-command's name."""
