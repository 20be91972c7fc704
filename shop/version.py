"""The version of this program, for all faces and central alike."""

VERSION = "0.1.0"
