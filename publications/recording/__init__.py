"""The record of a review: what is kept of it besides its text, each change with a step that names nobody."""
