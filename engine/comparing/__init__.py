"""Two contracts side by side: what differs, by article, and why; as a text, a page or tracked changes."""
