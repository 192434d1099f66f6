"""Setting up an authenticator: a mistyped code leaves the key, the picture and the field."""

from __future__ import annotations

from typing import Any

from flask import Flask, g, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import TwoFactorVerifyCodeForm

_VIEW = "security.two_factor_setup_validate"


class CodeForm(TwoFactorVerifyCodeForm):
    """Flask-Security's form of a code, which tells the page when it refused one."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether the code is right; if not, it is known to what shows the key again."""
        right: bool = super().validate(**kwargs)
        if self.is_setup and not right:
            g.refused_code = self
        return right


def init_app(app: Flask) -> None:
    """Answer a wrong code in place: Flask-Security leads back to where one begins anew."""
    known: Any = app.view_functions[_VIEW]

    def validate(token: str) -> ResponseReturnValue:
        answer: ResponseReturnValue = known(token)
        refused: CodeForm | None = g.pop("refused_code", None)
        return answer if refused is None else (_again(app, refused, token), 422)

    app.view_functions[_VIEW] = validate
    # The page of a wrong code has the address of the form, which can be opened too.
    app.add_url_rule(
        "/login/authenticator/<token>",
        "security.two_factor_setup_anew",
        lambda token: redirect(url_for("security.two_factor_setup")),
        methods=["GET"],
    )


def _again(app: Flask, refused: CodeForm, token: str) -> str:
    """The same key once more. It comes out of the signed token; nothing else has to keep it."""
    session.pop("_flashes", None)  # the sentence stands at the field
    factory = app.extensions["security"].totp_factory
    values = factory.fetch_setup_values(refused.tf_totp_secret, refused.user)
    return render_template(
        "security/two_factor_setup.html",
        two_factor_setup_form=refused,
        two_factor_verify_code_form=refused,
        chosen_method=refused.primary_method,
        state_token=token,
        authr_qrcode=values["image"],
        authr_key=values["key"],
    )
