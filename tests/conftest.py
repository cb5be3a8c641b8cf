"""No test reads or writes what the user of this machine has added to the table of actors."""

import os
import tempfile
from pathlib import Path

os.environ["POSITIONS_ACTORS"] = str(Path(tempfile.mkdtemp(prefix="positions-")) / "actors.toml")
