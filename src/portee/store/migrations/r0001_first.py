"""The first private database."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

__all__ = ["branch_labels", "depends_on", "down_revision", "revision", "upgrade"]

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(32)),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("password", sa.String(200)),
        sa.Column("provider", sa.String(300)),
        sa.Column("subject", sa.String(300)),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("seen", MOMENT, nullable=False),
        sa.Column("disabled", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("email", name="uq_accounts_email"),
    )
    op.create_index("ix_accounts_provider", "accounts", ["provider", "subject"], unique=True)
    op.create_table(
        "links",
        sa.Column("token", sa.String(64)),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.Column("used", MOMENT),
        sa.PrimaryKeyConstraint("token", name="pk_links"),
    )
    op.create_index("ix_links_email", "links", ["email"])
    op.create_table(
        "settings",
        sa.Column("name", sa.String(60)),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_settings"),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer),
        sa.Column("moment", MOMENT, nullable=False),
        sa.Column("account", sa.String(32), sa.ForeignKey("accounts.id", ondelete="SET NULL", name="fk_audit_account")),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("object", sa.String(200), nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_audit_account", "audit", ["account"])
    op.create_index("ix_audit_action", "audit", ["action"])
    op.create_index("ix_audit_moment", "audit", ["moment"])
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(32)),
        sa.Column(
            "account",
            sa.String(32),
            sa.ForeignKey("accounts.id", ondelete="CASCADE", name="fk_drafts_account"),
            nullable=False,
        ),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("object", sa.String(200), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("remark", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("changed", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_account", "drafts", ["account"])
    op.create_index("ix_drafts_state", "drafts", ["state"])
    op.create_table(
        "jobs",
        sa.Column("number", sa.Integer),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("asked", sa.JSON, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("step", sa.String(200), nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("claim", sa.String(32)),
        sa.Column("cancelling", sa.Boolean, nullable=False),
        sa.Column("problem", sa.JSON),
        sa.Column("account", sa.String(32), sa.ForeignKey("accounts.id", ondelete="SET NULL", name="fk_jobs_account")),
        sa.Column("notify", sa.Boolean, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("started_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.PrimaryKeyConstraint("number", name="pk_jobs"),
        sa.UniqueConstraint("id", name="uq_jobs_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_jobs_account", "jobs", ["account"])
    op.create_index("ix_jobs_key", "jobs", ["key"])
    op.create_index("ix_jobs_state", "jobs", ["state"])
    op.create_table(
        "pains",
        sa.Column("id", sa.String(32)),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("account", sa.String(32), sa.ForeignKey("accounts.id", ondelete="CASCADE", name="fk_pains_account")),
        sa.Column("lat", sa.Float, nullable=False),
        sa.Column("lon", sa.Float, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("moderated", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_pains"),
        sa.UniqueConstraint("key", name="uq_pains_key"),
    )
    op.create_index("ix_pains_account", "pains", ["account"])
    op.create_index("ix_pains_created", "pains", ["created"])
    op.create_index("ix_pains_state", "pains", ["state"])
    op.create_table(
        "sessions",
        sa.Column("token", sa.String(64)),
        sa.Column(
            "account",
            sa.String(32),
            sa.ForeignKey("accounts.id", ondelete="CASCADE", name="fk_sessions_account"),
            nullable=False,
        ),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("used", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_sessions"),
    )
    op.create_index("ix_sessions_account", "sessions", ["account"])
