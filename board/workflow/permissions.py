"""What an officer may do to a case besides moving it: take, fill in, tick, attach, mark, cancel, transfer, undo."""

from __future__ import annotations

from board import wording
from board.workflow import refusals
from board.workflow.engine import Rules, accept_move
from board.workflow.facts import Actor, CaseFacts, Grant
from board.workflow.office import ADMIN, Profile
from board.workflow.sop import CLOSED, Sop, Status, Step


def working_roles(sop: Sop, case: CaseFacts) -> tuple[str, ...]:
    """Roles whose turn it is: those that move the case out of its step, or take it back from the applicant."""
    step = sop.step(case.step)
    return accept_move(step).by if case.status is Status.AT_APPLICANT else step.acting


def may_work(sop: Sop, case: CaseFacts, actor: Actor) -> Grant:
    """The right to work on a case where it stands: fill in fields, tick requirements, attach, print.

    Raises:
        MoveRefused: closed, somebody else's step, or held by a colleague.
    """
    step = _open_step(sop, case)
    roles = working_roles(sop, case)
    grant = actor.grant_for(roles, sop.bidang)
    if grant is None:
        raise refusals.not_yours(sop, step, roles, actor)
    _not_held(sop, step, case, actor)
    return grant


def may_take(sop: Sop, case: CaseFacts, actor: Actor) -> Grant:
    """The right to take a case (Ambil).

    Raises:
        MoveRefused: as ``may_work``; also when the officer has it already.
    """
    grant = may_work(sop, case, actor)
    if case.holder == actor.name:
        raise refusals.yours_already(sop, sop.step(case.step), case)
    return grant


def may_take_over(sop: Sop, case: CaseFacts, actor: Actor) -> Grant:
    """The right to go on with what a colleague holds (Ambil alih): whoever could have taken it.

    Raises:
        MoveRefused: closed, not the officer's step, held by nobody, or by themselves.
    """
    step = _open_step(sop, case)
    roles = working_roles(sop, case)
    grant = actor.grant_for(roles, sop.bidang)
    if grant is None:
        raise refusals.not_yours(sop, step, roles, actor)
    if case.holder is None:
        raise refusals.not_held(sop, step, case)
    if case.holder == actor.name:
        raise refusals.yours_already(sop, step, case)
    return grant


def may_release(sop: Sop, case: CaseFacts, actor: Actor) -> Grant | None:
    """The right to put a case back (Lepas): its holder, or an administrator.

    Raises:
        MoveRefused: nobody holds it, or somebody else does.
    """
    step = _open_step(sop, case)
    if case.holder is None:
        raise refusals.not_held(sop, step, case)
    if case.holder != actor.name and not actor.has(ADMIN):
        _not_held(sop, step, case, actor)
    return actor.grant_for(working_roles(sop, case), sop.bidang)


def is_inside(sop: Sop, actor: Actor) -> bool:
    """Whether an officer has a role in an SOP, in their own right or by a mandate."""
    return actor.grant_for(tuple(item.id for item in sop.roles), sop.bidang) is not None


def reads_inside(sop: Sop, actor: Actor, beside: tuple[str, ...]) -> bool:
    """Whether the internal notes of a case are an officer's to read: any role of the SOP; unless it is confidential,
    also those the office names beside them.

    Args:
        beside: ``Profile.dossier_roles``.
    """
    return is_inside(sop, actor) or (not sop.confidential and any(actor.has(role) for role in beside))


def may_note(sop: Sop, case: CaseFacts, actor: Actor) -> Grant:
    """The right to write into a case's thread: any role of the SOP, also after the end.

    Raises:
        MoveRefused: no role in this SOP.
    """
    roles = tuple(item.id for item in sop.roles)
    grant = actor.grant_for(roles, sop.bidang)
    if grant is None:
        raise refusals.not_yours(sop, sop.step(case.step), roles, actor)
    return grant


def may_read_whole(sop: Sop, case: CaseFacts, actor: Actor, beside: tuple[str, ...]) -> Grant:
    """The right to a case's dossier: any role of the SOP, and those the office names beside them.

    Args:
        beside: ``Profile.dossier_roles``.

    Raises:
        MoveRefused: no such role.
    """
    roles = (*(item.id for item in sop.roles), *beside)
    grant = actor.grant_for(roles, sop.bidang)
    if grant is None:
        raise refusals.dossier_not_yours(sop, sop.step(case.step), beside)
    return grant


def may_hold_paper(sop: Sop, case: CaseFacts, actor: Actor) -> Grant:
    """The right to take over the paper folder: any role of the SOP, wherever in it the case stands.

    Raises:
        MoveRefused: closed, or no role in this SOP.
    """
    grant = may_seek_paper(sop, actor)
    if case.status in CLOSED:
        raise refusals.paper_at_rest(sop, case)
    return grant


def may_seek_paper(sop: Sop, actor: Actor) -> Grant:
    """The right to say that a paper folder is looked for, or was found: any role of the SOP, also after the end.

    Raises:
        MoveRefused: no role in this SOP.
    """
    grant = actor.grant_for(tuple(item.id for item in sop.roles), sop.bidang)
    if grant is None:
        raise refusals.paper_not_yours(sop)
    return grant


def may_mark_urgent(sop: Sop, case: CaseFacts, actor: Actor, roles: tuple[str, ...]) -> Grant:
    """The right to put a case on top of its column: the roles the office names, also while a colleague works on it.

    Args:
        roles: empty where the office names none: then as ``may_withdraw``.

    Raises:
        MoveRefused: closed, or no such role; without named roles also held by a colleague.
    """
    if not roles:
        return may_withdraw(sop, case, actor)
    step = _open_step(sop, case)
    grant = actor.grant_for(roles, sop.bidang)
    if grant is None:
        raise refusals.urgency_not_yours(sop, step, roles)
    return grant


def may_withdraw(sop: Sop, case: CaseFacts, actor: Actor) -> Grant:
    """The right to record that the applicant withdraws (Dicabut pemohon): whoever registers, or whose turn it is.

    Raises:
        MoveRefused: closed, no such role, or held by a colleague.
    """
    step = _open_step(sop, case)
    roles = (*working_roles(sop, case), *sop.register_by)
    grant = actor.grant_for(roles, sop.bidang)
    if grant is None:
        raise refusals.not_yours(sop, step, roles, actor)
    _not_held(sop, step, case, actor)
    return grant


def may_receive(sop: Sop, case: CaseFacts, actor: Actor) -> Grant:
    """The right to put into a case what its applicant sent: whoever registers, or whose turn it is.

    A colleague who holds the case does not stand in the way: the paper has come, whoever works on the case.

    Raises:
        MoveRefused: closed, or no such role.
    """
    step = _open_step(sop, case)
    roles = (*working_roles(sop, case), *sop.register_by)
    grant = actor.grant_for(roles, sop.bidang)
    if grant is None:
        raise refusals.not_yours(sop, step, roles, actor)
    return grant


def may_cancel(sop: Sop, case: CaseFacts, actor: Actor, rules: Rules) -> Grant:
    """The right to cancel in the office's name (Dibatalkan kantor): the roles the office names, before issue.

    Raises:
        MoveRefused: closed, no such role, held, or SIAK has issued the document.
    """
    step = _open_step(sop, case)
    grant = actor.grant_for(rules.cancel_roles, sop.bidang)
    if grant is None:
        raise refusals.cancelling_not_yours(sop, step, rules.cancel_roles)
    if case.issued:
        raise refusals.issued(sop, step)
    _not_held(sop, step, case, actor)
    return grant


def may_transfer(sop: Sop, case: CaseFacts, actor: Actor) -> Grant:
    """The right to move a case to another service (Salah layanan), before SIAK has issued anything.

    Raises:
        MoveRefused: as ``may_withdraw``; also after issue.
    """
    grant = may_withdraw(sop, case, actor)
    if case.issued:
        raise refusals.issued(sop, sop.step(case.step))
    return grant


def may_refer(sop: Sop, case: CaseFacts, actor: Actor) -> Grant:
    """The right to pass a case on to whom it belongs, which ends it here: whoever may finish it.

    Raises:
        MoveRefused: closed, nothing of this service is passed on, not in the register yet, no such role, or held.
    """
    step = _open_step(sop, case)
    if not sop.refers_to:
        raise refusals.never_referred(sop, ())
    grant = actor.grant_for(sop.finishing, sop.bidang)
    if grant is None:
        raise refusals.finishing_not_yours(sop, "Meneruskan kepada yang berwenang")
    if not case.complete:
        raise refusals.not_recorded_yet(sop, step, case)
    _not_held(sop, step, case, actor)
    return grant


def may_reopen(sop: Sop, case: CaseFacts, actor: Actor) -> Grant:
    """The right to take up again what was finished: whoever may finish it.

    Raises:
        MoveRefused: the service does not reopen, the case was not finished, or no such role.
    """
    if not sop.reopens:
        raise refusals.never_reopened(sop, case)
    if case.status is not Status.DONE:
        raise refusals.not_finished(sop, case)
    grant = actor.grant_for(sop.finishing, sop.bidang)
    if grant is None:
        raise refusals.finishing_not_yours(sop, "Membuka kembali berkas")
    return grant


def handles_incidents(profile: Profile, actor: Actor) -> bool:
    """Whether privacy incidents are an officer's to answer for."""
    return any(actor.has(role) for role in profile.incident_roles)


def _open_step(sop: Sop, case: CaseFacts) -> Step:
    if case.status in CLOSED:
        raise refusals.closed(sop, case)
    return sop.step(case.step)


def _not_held(sop: Sop, step: Step, case: CaseFacts, actor: Actor) -> None:
    if case.holder and case.holder != actor.name:
        raise refusals.held(sop, step, case, wording.stamp(case.held_at) if case.held_at else "tadi")
