"""Passkeys: found by the browser without an address, and never without a finger, face or PIN."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app
from flask_security import UserMixin, WebauthnUtil
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

_VERIFIED = UserVerificationRequirement.REQUIRED


def init_app(app: Flask) -> None:
    """Let pages say why no passkey can work."""
    app.add_template_global(lambda: has_name(app.config["SITE_URL"]), "passkeys_have_a_name")


def has_name(site: str) -> bool:
    """Whether a site has a name, as passkeys need (WebAuthn 5.1.3: a valid domain)."""
    try:
        ip_address(urlsplit(site).hostname or "")
    except ValueError:
        return True
    return False


class Passkeys(WebauthnUtil):
    """What Flask-Security asks of passkeys."""

    def origin(self) -> str:
        """Where passkeys are used: the site, whatever host was asked for."""
        site: str = current_app.config["SITE_URL"]
        return site

    def registration_options(
        self, user: UserMixin, usage: str, existing_options: dict[str, Any]
    ) -> dict[str, Any]:
        """Ask for a passkey that the browser finds by itself, and that verifies its owner."""
        wanted = AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_VERIFIED
        )
        return existing_options | {"authenticator_selection": wanted}

    def authentication_options(
        self, user: UserMixin | None, usage: list[str], existing_options: dict[str, Any]
    ) -> dict[str, Any]:
        """Ask that the owner is verified."""
        return existing_options | {"user_verification": _VERIFIED}
