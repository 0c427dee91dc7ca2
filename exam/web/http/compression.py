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
# Base 2 logarithms of how far back in an answer brotli looks. For more than the small one it takes 6 MB for itself
# whatever it packs, which a process that gave its memory back must get anew: 4 ms of an answer to a tap.
SMALL_WINDOW, WINDOW = 16, 22
OURS = ("same-origin", "none")


def compress_answers(app: Flask) -> None:
    """Compress what the application answers; static files are compressed where they are served."""
    small, large = _packer(SMALL_WINDOW), _packer(WINDOW)

    @app.after_request
    def compress(response: Response) -> Response:
        if not _asked_by_ourselves():
            return response
        is_small = response.calculate_content_length() in range(1 << SMALL_WINDOW)
        return (small if is_small else large).after_request(response)


def _packer(window: int) -> Compress:
    # It reads its settings from an application.
    settings = Flask(__name__, static_folder=None)
    settings.config.update(SETTINGS, COMPRESS_BR_WINDOW=window)
    return Compress(settings)


def _asked_by_ourselves() -> bool:
    """Whether no other site made the browser send this: one that also listens could guess a record from the length of
    responses that it chooses words for (the BREACH attack).
    """
    return request.headers.get("Sec-Fetch-Site", "none") in OURS
