"""What `endcap doctor` looks at, a file for each part of the machine. Command room."""
