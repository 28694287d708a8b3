"""The deadlines of several contracts in one list: by day, as a table, for the calendars of offices."""
