"""What may come from a terminal, and what may be sent to one.

``keys`` reads what a terminal sends, ``keygate`` and ``repeats`` tell a person's keys from bursts and held keys;
``profiles`` says what a terminal can show, ``frame`` which of its cells changed, ``writer`` sends them, and ``driver``
joins both ways to Textual.
"""
