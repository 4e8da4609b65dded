"""What only the demonstration says."""
