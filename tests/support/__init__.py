"""What tests share: databases that are thrown away, small documents, commands."""
