"""What a page costs, measured: ``make bench``, or ``python -m tests.bench``.

The site runs as ``make serve`` runs it, on a scratch SQLite database with data/ in it, and
beside it a Flask application whose one view returns bytes that it already has: the very
answers of the site, headers and encoding included. The ratio of the two says what the site
adds to Flask and the server, whatever the machine. Nothing is asserted.

``__main__``  the command, and its report
``cases``     what is asked for
``rounds``    one round: two fresh servers, asked in turn
``servers``   a server of its own on a free port of this machine, with its memory
``client``    one kept-alive connection, and a stop-watch
``constant``  the application that the site is compared with
"""
