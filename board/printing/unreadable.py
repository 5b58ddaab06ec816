"""The one refusal of everything that decodes a file from outside."""

from __future__ import annotations


class Unreadable(Exception):
    """The file is not a photo or PDF we can take; the message is for people, as the end of a sentence."""
