"""Descriptions that several people filled in, put together by path."""
