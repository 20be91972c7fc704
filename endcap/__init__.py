"""The command room: `endcap` and its sub-commands; may touch every room."""
