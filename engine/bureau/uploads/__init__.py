"""Files received: bounded, and read in a process of their own."""
