"""What readers do, in a real Chromium."""
