"""The rules of an SOP, pure: no database, terminal, clock or printer. Facts go in, answers come out."""
