"""The invented reports of the demo."""
