"""What `endcap journal` does, a file for each word. Command room."""
