"""Nobody may be recognised in what is published: the watch-list, the check, and the two people who vouch for it."""
