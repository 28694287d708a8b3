"""What every writer of pages settles alike: what stays together, how signatures stand, the room that words take."""
