"""Compares the engine with its peers over a folder of labelled documents."""
