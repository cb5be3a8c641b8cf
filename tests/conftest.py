"""No test reads or writes what the user of this machine has added, or pages that were fetched."""

import os
import tempfile
from pathlib import Path

_OWN = Path(tempfile.mkdtemp(prefix="positions-"))
os.environ["POSITIONS_ACTORS"] = str(_OWN / "actors.toml")
os.environ["POSITIONS_CODEBOOK"] = str(_OWN / "codebook")
os.environ["POSITIONS_CACHE"] = str(_OWN / "pages")
