"""Pure rules of the shop; imports the standard library alone."""
