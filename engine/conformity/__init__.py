"""A contract against its model as published: each article, why it differs, and the mentions that a text wants."""
