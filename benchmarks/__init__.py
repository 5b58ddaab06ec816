"""Measurements, as ratios in one run; never asserted in a test, because machines are noisy."""
