"""Bearer tokens (RFC 6750): who may do what not everybody may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, request
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

if TYPE_CHECKING:
    from server.kinds import Secret


def require(token: Secret, setting: str) -> None:
    """Let only those pass who present the token: 401 for no token, 403 for a wrong one or if there is none to present.

    Args:
        token: what has to be presented.
        setting: its name, for the message.
    """
    if not token:
        abort(
            403,
            f"this is off here; whoever runs this server turns it on by the setting {setting}, as COMITY_{setting.upper()} "
            f"or in the file that {setting}_file names",
        )
    scheme, _, presented = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not presented:
        raise Unauthorized(
            f"this needs a token: send the header Authorization: Bearer, followed by the {setting} of this server",
            www_authenticate=WWWAuthenticate("bearer", {"realm": "comity"}),
        )
    if not token.matches(presented.strip()):
        abort(403, f"the token is not the {setting} of this server")
