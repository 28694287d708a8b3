"""How the tables change from one version to the next (Alembic)."""
