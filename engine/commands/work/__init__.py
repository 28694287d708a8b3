"""What each command does once its words are read: imported when it is called, since it needs the whole engine."""
