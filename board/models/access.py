"""Who may come in, and from where: keys of officers, tries at the door, how each terminal is drawn."""

from __future__ import annotations

from peewee import AutoField, CompositeKey, IntegerField, TextField

from board.models.base import Millis, Row


class SshKey(Row):
    """A public key an officer comes in with. Never deleted: the access log names it."""

    id = AutoField()
    office = TextField()
    user_id = IntegerField(index=True)
    kind = TextField()
    """Algorithm as OpenSSH writes it: ``ssh-ed25519``."""
    blob = TextField()
    """The public key in base64, as it stands in ``authorized_keys``."""
    fingerprint = TextField()
    """``SHA256:…``, as sshd logs it."""
    comment = TextField(default="")
    """Where the key is used: ``loket 1``."""
    at = Millis()
    by = TextField()
    revoked_at = Millis(null=True)

    class Meta:
        table_name = "ssh_keys"
        indexes = ((("office", "fingerprint"), True),)


class LoginTrial(Row):
    """Wrong passwords in a row, by the name that was typed, whether or not somebody has it."""

    office = TextField()
    name = TextField()
    failed = IntegerField()
    last_at = Millis()

    class Meta:
        table_name = "login_trials"
        primary_key = CompositeKey("office", "name")


class TerminalChoice(Row):
    """How the board is drawn for an officer on terminals of one kind (``TERM``)."""

    office = TextField()
    user = TextField()
    term = TextField()
    profile = TextField()
    at = Millis()

    class Meta:
        table_name = "terminal_choices"
        primary_key = CompositeKey("office", "user", "term")
