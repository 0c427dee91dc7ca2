"""The certificate of the clinic's own authority, for a tablet to install. It is public, and needs no account."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from exam.data_folder import certificate_for_tablets
from exam.web.http.current import services

blueprint = Blueprint("authority", __name__)

# With this type an iPad offers to install the file.
MEDIA_TYPE = "application/x-x509-ca-cert"


@blueprint.get("/authority.crt")
def give_authority() -> Response:
    """The file that `dermyo certificate` created for tablets; 404 if there is none."""
    path = certificate_for_tablets(services().config)
    if not path.is_file():
        abort(404)
    return Response(path.read_bytes(), content_type=MEDIA_TYPE)
