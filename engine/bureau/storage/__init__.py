"""Where the desk keeps what people did: its tables, SQLite or PostgreSQL, and how they change with versions."""
