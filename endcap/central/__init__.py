"""The words after `endcap central`, a file each. Command room."""
