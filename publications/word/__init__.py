"""Reads a Lead Reviewer's Word report into the neutral content the site publishes from. Pure Python."""
