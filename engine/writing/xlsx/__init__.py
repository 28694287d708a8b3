"""XLSX: the tree of a workbook as a file that Excel and LibreOffice compute."""
