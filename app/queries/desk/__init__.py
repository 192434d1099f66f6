"""What the editors' desk shows."""
