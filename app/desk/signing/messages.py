"""What Flask-Security says to people, in sentences that say what to do."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _


def messages() -> dict[str, Any]:
    """Its messages, by the names of its settings."""
    return {f"MSG_{name}": message for name, message in {**_errors(), **_notes()}.items()}


def _errors() -> dict[str, tuple[Any, str]]:
    sentences = {
        "GENERIC_AUTHN_FAILED": _("There is no account with this e-mail address and password."),
        "EMAIL_NOT_PROVIDED": _("Write an e-mail address."),
        "INVALID_EMAIL_ADDRESS": _("This is not an e-mail address."),
        "PASSWORD_NOT_PROVIDED": _("Write a password."),
        "INVALID_PASSWORD": _("This is not your password."),
        "RETYPE_PASSWORD_MISMATCH": _("The two passwords differ."),
        "PASSWORD_IS_THE_SAME": _("This is the password of now; choose another one."),
        "TWO_FACTOR_INVALID_TOKEN": _("This code is wrong, over or was used; take the next one."),
        "TWO_FACTOR_PERMISSION_DENIED": _("Begin again with your password."),
        "TWO_FACTOR_METHOD_NOT_AVAILABLE": _("Your role needs a second factor."),
        "TWO_FACTOR_SETUP_EXPIRED": _("This took too long; begin again."),
        "INVALID_RECOVERY_CODE": _("This is none of your codes, or it was used."),
        "PASSWORD_RESET_EXPIRED": _("This link is over; ask for another one."),
        "INVALID_RESET_PASSWORD_TOKEN": _("This link was used or is over; ask for another one."),
        "CHANGE_EMAIL_EXPIRED": _("This link is over; ask for another one."),
        "WEBAUTHN_EXPIRED": _("This took too long; begin again."),
        "WEBAUTHN_NAME_REQUIRED": _("Write a name for the passkey."),
        "WEBAUTHN_NAME_INUSE": _("You have a passkey of this name."),
        "WEBAUTHN_NAME_DISALLOWED_CHARACTERS": _("Write the name with letters and digits only."),
        "INVALID_INPUT_LENGTH": _("Write at most 64 characters."),
        "WEBAUTHN_CREDENTIAL_ID_INUSE": _("This passkey is set up already."),
        "WEBAUTHN_UNKNOWN_CREDENTIAL_ID": _("No account here has this passkey."),
        "WEBAUTHN_CREDENTIAL_WRONG_USAGE": _("This passkey cannot be used here."),
        "WEBAUTHN_MISMATCH_USER_HANDLE": _("This passkey belongs to another account."),
        "WEBAUTHN_NO_VERIFY": _("The passkey was not accepted; try again."),
        "API_ERROR": _("The browser sent no passkey; try again."),
        "ANONYMOUS_USER_REQUIRED": _("You are signed in already."),
        "INVALID_REDIRECT": _("The page to go on to is not of this site."),
        "UNAUTHENTICATED": _("Sign in first."),
        "REAUTHENTICATION_REQUIRED": _("Give your password again first."),
    }
    return {name: (sentence, "error") for name, sentence in sentences.items()}


def _notes() -> dict[str, tuple[Any, str]]:
    sentences = {
        "PASSWORD_RESET_REQUEST": _("If the address has an account, a letter is on its way."),
        "PASSWORD_RESET_NO_LOGIN": _("The password is changed. Sign in with it."),
        "PASSWORD_CHANGE": _("The password is changed."),
        "CHANGE_EMAIL_SENT": _("A letter with a link is on its way to the new address."),
        "CHANGE_EMAIL_CONFIRMED": _("The e-mail address is changed."),
        "REAUTHENTICATION_SUCCESSFUL": _("Go on."),
        "TWO_FACTOR_LOGIN_SUCCESSFUL": _("You are signed in."),
        "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": _("The authenticator is set up."),
        "WEBAUTHN_REGISTER_SUCCESSFUL": _("The passkey is set up."),
        "WEBAUTHN_CREDENTIAL_DELETED": _("The passkey is removed."),
        "TWO_FACTOR_DISABLED": _("The authenticator is removed."),
    }
    return {name: (sentence, "message") for name, sentence in sentences.items()}
