"""The further fonts, for the scripts that our own font has not. `./setup --fonts` installs their packages.

They are fetched as packages with the extra `fonts`, of exactly one release. A file of any other content is not used,
so the same note gives the same bytes on every machine that has them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from exam.domain.language import mark

PLEX = "fontpkg_ibm_plex_sans_arabic"
NOTO, CJK_REGULAR, CJK_BOLD = "manimgx_fonts", "noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold"


@dataclass(frozen=True, slots=True)
class FontFile:
    """A file of a package, and the SHA-256 of its content."""

    package: str
    name: str
    sha256: str

    def content(self) -> bytes | None:
        """What it holds; None if it is not installed, or is another than we know."""
        try:
            content = self.path.read_bytes()
        except OSError:
            return None
        return content if hashlib.sha256(content).hexdigest() == self.sha256 else None

    @property
    def path(self) -> Path:
        """Where it is, or would be."""
        found = find_spec(self.package)
        folders = found.submodule_search_locations if found else None
        return Path(next(iter(folders or ()), self.package)) / self.name


@dataclass(frozen=True, slots=True)
class Family:
    """A font in all its weights, and the scripts for which it is there, as people name them."""

    scripts: tuple[str, ...]
    files: tuple[FontFile, ...]


def _noto(name: str, sha256: str, *scripts: str) -> Family:
    """One of all weights: the file is a variable font."""
    return Family(scripts or (name,), (FontFile(NOTO, f"NotoSans{name}[wght].ttf", sha256),))


# In this order: a character is drawn by the first family that has it. The last is the largest by far, and has much
# that others have too.
FAMILIES = (
    Family(
        (mark("Greek"), mark("Cyrillic"), mark("Vietnamese")),
        (FontFile(NOTO, "NotoSans[wght].ttf", "fb53504de62e767a54695416123d68d67f71c9b69722175184ad56e7dd13547b"),),
    ),
    # Noto puts Arabic letters together from parts that several share, so that the text of the PDF would hold others.
    Family(
        (mark("Arabic"), mark("Persian"), mark("Urdu")),
        (
            FontFile(
                PLEX,
                "files/IBMPlexSansArabic-Regular.ttf",
                "6f611412270a132bbac838da9259d4c68569b4175f3b3b8fa3fa36a30b56dab9",
            ),
            FontFile(
                PLEX,
                "files/IBMPlexSansArabic-SemiBold.ttf",
                "597bd5502e5997be4414e4c9c88834b30ff3784250c84f20bce2b20e53ebd467",
            ),
            FontFile(
                PLEX,
                "files/IBMPlexSansArabic-Bold.ttf",
                "691e0c891a38637ae6bbdb69700f8042cb0724a137bee615068ffdb92244f61f",
            ),
        ),
    ),
    _noto(mark("Hebrew"), "9d81d81ad592644487b03843da73a87b99cd28a2c4da4a096e1db8fbd14fda61"),
    _noto(mark("Devanagari"), "bf99bf762743ff3259e73196852520ab0ffe8d384238bff3e4806a84b981e972"),
    _noto(mark("Thai"), "13f52f79b04f01f2751a81052a5dee2df639fd4e13f4ac30821ab45c8dd5f7e7"),
    _noto(mark("Bengali"), "dc9defe97bb041876b6609e9029d9e1e228a686259acde2fe2a9f99d793ee17d"),
    _noto(mark("Gujarati"), "83d1bde74d64fb389f97a5e27b2699d8ee8bad4c15a02be347228e6c10011248"),
    _noto(mark("Gurmukhi"), "8a3096ee2166f6383501e2df7b368fce88cfa4068c8d75bcb6af07da353a00ea"),
    _noto(mark("Kannada"), "b6b11505d76eddf916667d73adfec19095ec777742444dc662dae81471461f4e"),
    _noto(mark("Malayalam"), "94cddc94a03fa9a5e8d1784090ba97b267def6933d60762081eaa003751142c5"),
    _noto("Oriya", "37f482d0179d0a50e3128d004f007ff1c1741ad5f6b0b2bcc7238b257ef1caa0", mark("Odia")),
    _noto(mark("Sinhala"), "3fd7c6a61cb6dfb8a2ca7af5b4078bd24e9c8ad9b55839a0177277db6e4d1326"),
    _noto(mark("Tamil"), "37e151cdec4a8cfb15c432f7bb164a83b98df69419d47e50b35aa7073963716b"),
    _noto(mark("Telugu"), "6c06de88b2d420d899543724a13765994191cd29860c6226efca098b51fec64b"),
    _noto(mark("Armenian"), "e979dfaed56ddb4bfd05121958b25425eb7593253d64b6b3654c77c11c5cda94"),
    _noto(mark("Georgian"), "42f4a8bf4fe0af8afd91ee3c19e81e14f1bc74ddbd9b6a59a4182f67a596adb4"),
    _noto("Ethiopic", "93f223089e300b983dbfd693c7be619e0e76565a70d639e71a4fe0bfd72cf66f", mark("Amharic")),
    _noto(mark("Khmer"), "56f89948a84cc0b01962ed6af573ac4ac885bd7bb6e7e40f9afc72a435728b70"),
    _noto(mark("Lao"), "fc138d605aa998d8407789ee6a7f5554aae8b54f5cd98d66dd2c33e79d15b67e"),
    _noto("Myanmar", "e0b280aa3080aab922800c88fa9a2015a4bec3103bb8b70491a92e4a04f3a3a3", mark("Burmese")),
    _noto("Symbols", "63724daeff6755a45933b9a5e3a3b41df5df8fe925c0f4c991f2f68c08a4182d", mark("some symbols")),
    Family(
        (mark("Chinese"), mark("Japanese"), mark("Korean")),
        (
            FontFile(
                CJK_REGULAR,
                "NotoSansCJKjp-Regular.otf",
                "68a3fc98800b2a27b371f2fb79991daf3633bd89309d4ffaa6946fd587f375b5",
            ),
            FontFile(
                CJK_BOLD,
                "NotoSansCJKjp-Bold.otf",
                "e53dcb0dcb2922e45d01aae1ebd2f382bb81d4229b18b6b883bd170678af1f76",
            ),
        ),
    ),
)
