"""Whether the addresses of sources still answer: asked by a command, never by the web process."""
