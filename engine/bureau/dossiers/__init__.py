"""A dossier: made, summed up for the table, handed in, frozen, closed; its files and its library."""
