"""Inputs drawn by lot: whatever people give, a right document or a sentence that says where and what to do."""
