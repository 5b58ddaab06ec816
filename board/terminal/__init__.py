"""What may come from a terminal, and what may be sent to one."""
