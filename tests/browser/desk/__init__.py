"""Editors' forms in a browser, on pages of their own without accounts."""
