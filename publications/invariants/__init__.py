"""What must always be true of the database (rules.md §2). One small function for each; see table.py to add one."""
