"""The forms of accounts that Flask-Security does not have."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _
from flask_security import hash_password
from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, ValidationError

from app.actions.invitations import name_fault
from app.desk.signing.passwords import fault
from app.documents.base import tidy
from app.extensions import db
from app.models.accounts import ROLES


def tidy_email(text: str) -> str:
    """An e-mail address in its one form. Raises ValueError for what is none."""
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise ValueError(str(error)) from None
    return found.normalized.lower()


class InviteForm(FlaskForm):
    """Whom to invite, and as what."""

    email = EmailField(validators=[DataRequired(_("Write an e-mail address."))])
    role = SelectField(choices=list(ROLES))  # type: ignore[arg-type]

    def validate_email(self, field: EmailField) -> None:
        """Refuse what is no address; write it in its one form."""
        try:
            field.data = tidy_email(field.data or "")
        except ValueError:
            raise ValidationError(_("This is not an e-mail address.")) from None


class AcceptForm(FlaskForm):
    """A public name and a password, for an account that was offered to *address*."""

    name = StringField(filters=[tidy], validators=[DataRequired(_("Write a name."))])
    password = PasswordField(validators=[DataRequired(_("Write a password."))])

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.secret = ""  #: the digest of the password, once it is found good

    def validate_name(self, field: StringField) -> None:
        """Refuse a name that cannot be had."""
        sentence = name_fault(db.session, field.data or "")
        if sentence:
            raise ValidationError(sentence)

    def validate_password(self, field: PasswordField) -> None:
        """Refuse a password that can be guessed."""
        wrong = fault(field.data or "", [self.address, self.name.data or ""])
        if wrong:
            raise ValidationError(wrong[0])
        self.secret = hash_password(field.data or "")
