"""What a new partnership starts with; staff then make it their own."""
