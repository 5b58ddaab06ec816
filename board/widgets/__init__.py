"""What is drawn. Widgets show what they are given and post messages; they call no service."""
