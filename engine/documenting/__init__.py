"""A library shown to who keeps it: a clause in its forms, what a model changes of another, the whole as pages."""
