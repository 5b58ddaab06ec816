"""The program as officers meet it: through a real sshd, with real clients."""
