INSERT DATA { ?no ?variables ?here }
