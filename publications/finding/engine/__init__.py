"""The embedded engine behind publications.finding: it knows findable things and no model, and nobody else knows it."""
