"""peewee rows and how to open them. No rules, no sentences for people.

Only integers and text are stored (STORAGE 0.4): moments as epoch milliseconds, days as ISO text, flags as 0/1,
structures as canonical JSON text. Every table bears its office.
"""
