"""What Flask-Security is told: which of its features there are, at which addresses."""

from __future__ import annotations

import datetime as dt
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from flask import Config

from app.desk.signing.messages import messages
from app.desk.signing.passwords import SHORTEST
from app.desk.signing.sessions import FRESH


def settings(config: Config) -> dict[str, Any]:
    """The settings, of which the secrets come from those of the application."""
    # Flask-Login need not watch the browser's name: the table of sessions does more.
    return {"SESSION_PROTECTION": None} | {f"SECURITY_{name}": value for name, value in {
        **_passwords(), **_pages(), **_factors(config), **_passkeys(),
        **_mail(config), **messages(),
        # People are invited, and signed in by a cookie; there is no other way.
        "REGISTERABLE": False,
        "API_ENABLED_METHODS": ["session"],
        "RETURN_GENERIC_RESPONSES": True,
        "FRESHNESS": dt.timedelta(seconds=FRESH),
        "FRESHNESS_GRACE_PERIOD": dt.timedelta(0),
        "LOGOUT_CSRF": True,
        "REDIRECT_ALLOW_SUBDOMAINS": False,
        # Written as "private=True", which is no directive; keep_private() says it rightly.
        "CACHE_CONTROL": None,
        "STATIC_FOLDER": None,
        "CLI_USERS_NAME": None,
        "CLI_ROLES_NAME": None,
        "DATETIME_FACTORY": lambda: dt.datetime.now(dt.UTC),
    }.items()}  # fmt: skip


def _passwords() -> dict[str, Any]:
    return {
        "PASSWORD_HASH": "argon2",
        "PASSWORD_SCHEMES": ["argon2"],
        "PASSWORD_SINGLE_HASH": {"argon2"},  # argon2 salts by itself
        "PASSWORD_HASH_PASSLIB_OPTIONS": {
            "argon2__type": "ID",
            "argon2__memory_cost": 65536,
            "argon2__time_cost": 2,
            "argon2__parallelism": 1,
        },
        "PASSWORD_LENGTH_MIN": SHORTEST,
        "PASSWORD_CONFIRM_REQUIRED": False,
        "CHANGEABLE": True,
        "RECOVERABLE": True,
        "RESET_PASSWORD_WITHIN": dt.timedelta(hours=1),
        "CHANGE_EMAIL": True,
        "CHANGE_EMAIL_WITHIN": dt.timedelta(hours=1),
    }


def _pages() -> dict[str, Any]:
    return {
        "LOGIN_URL": "/login",
        "LOGOUT_URL": "/logout",
        "VERIFY_URL": "/login/again",
        "RESET_URL": "/login/reset",
        "CHANGE_URL": "/login/password",
        "CHANGE_EMAIL_URL": "/login/email",
        "TWO_FACTOR_TOKEN_VALIDATION_URL": "/login/code",
        "TWO_FACTOR_SETUP_URL": "/login/authenticator",
        "TWO_FACTOR_RESCUE_URL": "/login/rescue",
        "TWO_FACTOR_SELECT_URL": "/login/factor",
        "MULTI_FACTOR_RECOVERY_URL": "/login/recovery",
        "MULTI_FACTOR_RECOVERY_CODES_URL": "/login/recovery-codes",
        "POST_LOGIN_VIEW": "/desk/",
        "POST_LOGOUT_VIEW": "/login",
        "POST_RESET_VIEW": "/login",
        "POST_CHANGE_VIEW": "/desk/account/",
        "POST_CHANGE_EMAIL_VIEW": "/desk/account/",
        "POST_VERIFY_VIEW": "/desk/",
        "TWO_FACTOR_POST_SETUP_VIEW": "/login/recovery-codes",
    }


def _factors(config: Config) -> dict[str, Any]:
    return {
        "TWO_FACTOR": True,
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "TWO_FACTOR_ALWAYS_VALIDATE": True,
        # A code of the step before or after is taken, for clocks that differ.
        "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
        "TOTP_SECRETS": {"1": config["TOTP_KEY"]},
        "TOTP_ISSUER": "Alteram",
        "MULTI_FACTOR_RECOVERY_CODES": True,
        "MULTI_FACTOR_RECOVERY_CODES_N": 10,
        "MULTI_FACTOR_RECOVERY_CODES_KEYS": [_fernet(config["CODES_KEY"])],
    }


def _passkeys() -> dict[str, Any]:
    return {
        "WEBAUTHN": True,
        "WAN_RP_NAME": "Alteram",
        "WAN_REGISTER_URL": "/login/passkeys",
        "WAN_SIGNIN_URL": "/login/passkey",
        "WAN_DELETE_URL": "/login/passkey-removal",
        "WAN_VERIFY_URL": "/login/again/passkey",
        "WAN_POST_REGISTER_VIEW": "/desk/account/factors",
        # A passkey asks for a finger, face or PIN, and so signs in alone; none is a mere second
        # step after the password. Nobody is told which passkeys an address has.
        "WAN_ALLOW_AS_VERIFY": ["first"],
        "WAN_ALLOW_USER_HINTS": False,
    }


def _mail(config: Config) -> dict[str, Any]:
    return {
        "EMAIL_SENDER": config["MAIL_FROM"],
        "EMAIL_HTML": False,
        "EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "allow_smtputf8": False},
    }


def _fernet(key: str) -> bytes:
    """A key of Fernet, which wants 32 bytes, from a secret of any length."""
    return urlsafe_b64encode(sha256(key.encode()).digest())
