"""What people send back, brought together: a description as it was sent, and what several made of it."""
