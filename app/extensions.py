"""The libraries' objects. Nothing of ours is imported here."""

from __future__ import annotations

from flask_alembic import Alembic
from flask_babel import Babel
from flask_bootstrap import Bootstrap5
from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf import CSRFProtect

alembic = Alembic(run_mkdir=False)
babel = Babel(configure_jinja=False)  # app/web/language.py does
bootstrap = Bootstrap5()
compress = Compress()
csrf = CSRFProtect()
db = SQLAlchemy()
limiter = Limiter(get_remote_address)
