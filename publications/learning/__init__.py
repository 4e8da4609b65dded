"""Learning that is passed on: briefings and their questions, training, newsletters, and what use was reported."""
