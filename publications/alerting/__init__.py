"""Readers are told by e-mail of what is published: asked for twice, once for each thing, and stopped with one press."""
