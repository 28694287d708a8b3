"""The deadlines of every dossier: as a page, and as a calendar that a diary subscribes to."""
