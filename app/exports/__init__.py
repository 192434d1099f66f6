"""The content in the forms that others read. Pure: what a page shows in, text or bytes out.

Nothing here knows the web; addresses come from a Links (app/exports/links.py).
"""
