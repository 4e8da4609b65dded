"""What machines read of what is public: a read-only JSON API (docs/api.md)."""
