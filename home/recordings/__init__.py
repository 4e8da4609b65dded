"""A leaflet read aloud or signed, beside its words in writing (docs/recordings.md)."""
