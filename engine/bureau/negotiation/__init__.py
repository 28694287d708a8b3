"""What parties discuss: requests, words of clauses, documents that come back, states compared, avenants."""
