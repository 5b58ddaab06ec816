"""Papers by reportlab: plain data in, PDF out. Knows no case, no kasi, no database."""
