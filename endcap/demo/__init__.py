"""The whole store on one machine, and the scripted day it lives through. Command room."""
