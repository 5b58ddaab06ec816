"""Paraf hierarki: who puts their initials on a draft on its way up to the signature (DOMAIN D)."""

from __future__ import annotations

from board.workflow.sop import Intent, Sop, Step


def decides(step: Step) -> bool:
    """Whether a step approves what came from below."""
    return any(move.intent is Intent.APPROVE for move in step.moves)


def initials(sop: Sop, maker: Step) -> tuple[str, ...]:
    """Roles that put their initials on what a step makes: its own, then those of the steps that the SOP calls paraf."""
    above = sop.steps[sop.steps.index(maker) + 1 :]
    approving = [step.acting[0] for step in above if step.paraf]
    return tuple(dict.fromkeys([maker.acting[0], *approving]))


def submits(sop: Sop, from_step: str | None, to_step: str | None) -> bool:
    """Whether a move laid the work of a desk before the first who approves it."""
    steps = {step.id: step for step in sop.steps}
    if from_step not in steps or to_step not in steps:
        return False
    return decides(steps[to_step]) and not decides(steps[from_step])
