"""${message}

Name this file ${up_revision}_what_it_does.py, with the next number as revision, and set
`positions.store.migrate.NEWEST` to it. On SQLite, a table that is rebuilt (op.batch_alter_table) loses its
triggers: make those of statement and document anew, as 0001 does.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
