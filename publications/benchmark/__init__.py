"""What the measurements need: many public reports, and what they are compared with. Nothing of it serves a reader."""
