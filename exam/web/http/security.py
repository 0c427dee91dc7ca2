"""The headers of every response, so that a browser shows records only to the person who opened them."""

from __future__ import annotations

from flask import Flask, Response, g, request
from werkzeug.datastructures import Headers

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
SWITCHED_OFF = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "payment",
    "usb",
)


def policy(sheet: str = "") -> str:
    """The Content-Security-Policy of a page; `sheet` is the source of the one style element that it has."""
    return "; ".join(
        f"{name} {sources} {sheet}" if sheet and name == "style-src" else f"{name} {sources}"
        for name, sources in POLICY.items()
    )


HEADERS = {
    "Content-Security-Policy": policy(),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in SWITCHED_OFF),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def allow_sheet(source: str) -> None:
    """Allow the page that is made now one style element, by the hash of its text: no other can be put into it."""
    g.allowed_sheet = source


def harden(headers: Headers, *, https_only: bool, host: str, sheet: str = "") -> None:
    """Add every security header. A response that says nothing about caching is not kept anywhere."""
    headers.update(HEADERS)
    if sheet:
        headers["Content-Security-Policy"] = policy(sheet)
    headers.setdefault("Cache-Control", "no-store")
    # The same address answers with a page or with a fragment of it.
    headers["Vary"] = ", ".join([*headers.getlist("Vary"), "HX-Request"])
    # A browser applies it to every port of a name: at localhost it would block other servers.
    if https_only and host.partition(":")[0] != "localhost":
        headers["Strict-Transport-Security"] = "max-age=31536000"


def protect(app: Flask, *, https_only: bool) -> None:
    """Harden every response of the application."""

    @app.after_request
    def harden_response(response: Response) -> Response:
        host, sheet = request.headers.get("Host", ""), g.pop("allowed_sheet", "")
        harden(response.headers, https_only=https_only, host=host, sheet=sheet)
        return response
