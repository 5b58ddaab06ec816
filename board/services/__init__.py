"""One verb per file. Knows rules, rows and paper together; every transaction is here. Services never touch widgets."""
