"""Statutory copies on their way: recipients, packs, sending, what is answered, and the national repository."""
