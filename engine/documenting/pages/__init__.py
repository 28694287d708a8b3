"""A library as pages to read and to print: its models, clauses and tables, what they ask, the law and its dates."""
