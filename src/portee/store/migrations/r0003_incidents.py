"""Why a report was refused, and the register of incidents."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

__all__ = ["branch_labels", "depends_on", "down_revision", "revision", "upgrade"]

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the column, make the table."""
    op.add_column("pains", sa.Column("refusal", sa.String(20)))
    op.create_table(
        "incidents",
        sa.Column("id", sa.String(32)),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column(
            "account", sa.String(32), sa.ForeignKey("accounts.id", ondelete="SET NULL", name="fk_incidents_account")
        ),
        sa.Column("lat", sa.Float, nullable=False),
        sa.Column("lon", sa.Float, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("vehicle", sa.String(20), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("hour", sa.Integer),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("refusal", sa.String(20)),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("moderated", MOMENT),
        sa.Column("settled", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
        sa.UniqueConstraint("key", name="uq_incidents_key"),
    )
    for column in ("account", "day", "state"):
        op.create_index(f"ix_incidents_{column}", "incidents", [column])
