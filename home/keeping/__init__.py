"""What a partnership says about itself: terms, which two people change; contacts, support and words, which one does."""
