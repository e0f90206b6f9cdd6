"""Tables of search: alerts, hidden listings, resumes employers may find."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_RESUME_TABLES = ("resumes_hidden_from", "findable_resumes", "hidden_listings")


def upgrade() -> None:
    """Make the tables."""
    _make_alerts()
    _make_hidden_listings()
    _make_findable_resumes()


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("listings", schema=None) as batch_op:
        batch_op.drop_index("ix_listings_state_state_changed_at")
        batch_op.drop_index("ix_listings_similar")
        batch_op.create_index(
            "ix_listings_state_role_family", ["state", "role_family"], unique=False
        )
    for table in (*_RESUME_TABLES, "alert_news", "alert_listings", "alert_looks", "alerts"):
        op.drop_table(table)


def _make_alerts() -> None:
    frequencies = "frequency IN ('at_once', 'daily', 'weekly')"
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("criteria", sa.String(length=1500), nullable=False),
        sa.Column("frequency", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("begun_look", sa.Integer(), nullable=False),
        sa.Column("looked_to", sa.Integer(), nullable=False),
        sa.Column("last_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(frequencies, name=op.f("ck_alerts_frequency_known")),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_alerts_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("email", "criteria", name=op.f("uq_alerts_email_criteria")),
        sa.UniqueConstraint("key", name=op.f("uq_alerts_key")),
    )
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alerts_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "ix_alerts_frequency_next_due_at", ["frequency", "next_due_at"], unique=False
        )
    _make_looks()
    op.create_table(
        "alert_listings",
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["alert_id"],
            ["alerts.id"],
            name=op.f("fk_alert_listings_alert_id_alerts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listings.id"],
            name=op.f("fk_alert_listings_listing_id_listings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("alert_id", "listing_id", name=op.f("pk_alert_listings")),
    )
    with op.batch_alter_table("alert_listings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_alert_listings_listing_id"), ["listing_id"], unique=False
        )
    with op.batch_alter_table("listings", schema=None) as batch_op:
        batch_op.create_index(
            "ix_listings_state_state_changed_at", ["state", "state_changed_at"], unique=False
        )
        batch_op.drop_index("ix_listings_state_role_family")
        batch_op.create_index(
            "ix_listings_similar",
            ["state", "role_family", "arrangement", "published_at"],
            unique=False,
        )


def _make_looks() -> None:
    op.create_table(
        "alert_looks",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("together", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_looks")),
    )
    op.create_table(
        "alert_news",
        sa.Column("listing_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("published_look", sa.Integer(), nullable=True),
        sa.Column("shown_look", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listings.id"],
            name=op.f("fk_alert_news_listing_id_listings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("listing_id", name=op.f("pk_alert_news")),
    )
    with op.batch_alter_table("alert_news", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_news_shown_look"), ["shown_look"], unique=False)


def _make_hidden_listings() -> None:
    op.create_table(
        "hidden_listings",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_hidden_listings_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listings.id"],
            name=op.f("fk_hidden_listings_listing_id_listings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "listing_id", name=op.f("pk_hidden_listings")),
    )
    with op.batch_alter_table("hidden_listings", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hidden_listings_listing_id"), ["listing_id"], unique=False
        )


def _make_findable_resumes() -> None:
    op.create_table(
        "findable_resumes",
        sa.Column("resume_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["resume_id"],
            ["resumes.id"],
            name=op.f("fk_findable_resumes_resume_id_resumes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("resume_id", name=op.f("pk_findable_resumes")),
        sa.UniqueConstraint("key", name=op.f("uq_findable_resumes_key")),
    )
    with op.batch_alter_table("findable_resumes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_findable_resumes_confirmed_at"), ["confirmed_at"], unique=False
        )
    op.create_table(
        "resumes_hidden_from",
        sa.Column("resume_id", sa.Integer(), nullable=False),
        sa.Column("company_key", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["resume_id"],
            ["resumes.id"],
            name=op.f("fk_resumes_hidden_from_resume_id_resumes"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("resume_id", "company_key", name=op.f("pk_resumes_hidden_from")),
    )
    with op.batch_alter_table("resumes_hidden_from", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_resumes_hidden_from_company_key"), ["company_key"], unique=False
        )
