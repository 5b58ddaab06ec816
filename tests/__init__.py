"""Tests: the same names as the rooms they look into."""
