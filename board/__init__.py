"""Workflow board of a civil-registration office (Dukcapil) in the terminal."""

__version__ = "0.2.0"
