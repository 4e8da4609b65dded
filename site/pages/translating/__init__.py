"""Human translation of what is written in English: asked for, translated, approved by another person, then public."""
