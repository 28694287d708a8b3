"""Work that outlasts a request: kept in the base, done beside the server, resumed after a stop."""
