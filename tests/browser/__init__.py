"""What only a browser can tell. Chromium, one server a run, SQLite."""
