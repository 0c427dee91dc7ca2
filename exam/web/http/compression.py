"""Pages, fragments and JSON are sent compressed, but only to our own pages and to whoever typed the address."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_compress import Compress

# Brotli where the browser unpacks it (all do over HTTPS). The next levels take three times as long for 1 % less.
SETTINGS = {
    "COMPRESS_ALGORITHM": ["br", "gzip"],
    "COMPRESS_BR_LEVEL": 7,
    "COMPRESS_EVALUATE_CONDITIONAL_REQUEST": False,
    "COMPRESS_REGISTER": False,
}
OURS = ("same-origin", "none")


def compress_answers(app: Flask) -> None:
    """Compress what the application answers; static files are compressed where they are served."""
    app.config.update(SETTINGS)
    packer = Compress(app)

    @app.after_request
    def compress(response: Response) -> Response:
        return packer.after_request(response) if _asked_by_ourselves() else response


def _asked_by_ourselves() -> bool:
    """Whether no other site made the browser send this: one that also listens could guess a record from the length of
    responses that it chooses words for (the BREACH attack).
    """
    return request.headers.get("Sec-Fetch-Site", "none") in OURS
