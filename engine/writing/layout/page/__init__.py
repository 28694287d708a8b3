"""The HTML page of a contract, which a browser shows and WeasyPrint typesets."""
