"""The planner: what is due or scheduled, and the way of one review to its publication."""
