"""What goes out together with a report, at the same instant or not at all."""
