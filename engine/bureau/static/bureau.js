/* The desk's own script: everything works without it. */
