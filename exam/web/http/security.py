"""The headers of every response, so that a browser shows records only to the person who opened them."""

from __future__ import annotations

from flask import Flask, Response, request
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
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in POLICY.items()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in SWITCHED_OFF),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def harden(headers: Headers, *, https_only: bool, host: str) -> None:
    """Add every security header. A response that says nothing about caching is not kept anywhere."""
    headers.update(HEADERS)
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
        harden(response.headers, https_only=https_only, host=request.headers.get("Host", ""))
        return response
