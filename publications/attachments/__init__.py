"""PDFs that go out with a report: chosen in the editor, made anew for the public, read and found beside the text."""
