"""From a signed contract and what it becomes to the words of the avenant between them, and back."""
