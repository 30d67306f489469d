"""Discussion of drafts, and what is said at workshops before it enters the commons."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

__all__ = ["branch_labels", "depends_on", "down_revision", "revision", "upgrade"]

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer, autoincrement=True),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column(
            "draft",
            sa.String(32),
            sa.ForeignKey("drafts.id", ondelete="CASCADE", name="fk_messages_draft"),
            nullable=False,
        ),
        sa.Column(
            "account",
            sa.String(32),
            sa.ForeignKey("accounts.id", ondelete="CASCADE", name="fk_messages_account"),
            nullable=False,
        ),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("key", name="uq_messages_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_messages_draft", "messages", ["draft"])
    op.create_index("ix_messages_account", "messages", ["account"])
    op.create_table(
        "said",
        sa.Column("id", sa.String(64)),
        sa.Column("workshop", sa.String(120), nullable=False),
        sa.Column("account", sa.String(32), sa.ForeignKey("accounts.id", ondelete="SET NULL", name="fk_said_account")),
        sa.Column("seat", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("motive", sa.String(40), nullable=False),
        sa.Column("language", sa.String(12), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("brought", sa.String(40)),
        sa.PrimaryKeyConstraint("id", name="pk_said"),
    )
    op.create_index("ix_said_workshop", "said", ["workshop"])
    op.create_index("ix_said_account", "said", ["account"])
