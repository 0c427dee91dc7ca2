"""What `setup` installs, and how: read from it, so that the tests install as it does."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUP = (ROOT / "setup").read_text(encoding="utf-8")
FROM_LOCK = re.search(r'from_lock="([^"]+)"', SETUP)[1].split()
BY_PIP = re.search(r'-m pip install (.+) "\$@"\n', SETUP)[1].split()
LOCKS = {name: (ROOT / name).read_text(encoding="utf-8") for name in sorted(path.name for path in ROOT.glob("*.lock"))}
