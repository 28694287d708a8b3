"""What a measure is to reach, told beside it: « au moins 8 fois docxtpl », « au plus 1,05 fois sa durée »."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """A bound on what is measured: a ratio, a share or a number of seconds, as `unit` says."""

    bound: float
    at_least: bool
    unit: str = "×"

    def told(self, measured: float) -> str:
        """The measure beside its goal, and whether it is reached."""
        sign, reached = ("≥", measured >= self.bound) if self.at_least else ("≤", measured <= self.bound)
        words = "atteint" if reached else "PAS ATTEINT"
        return f"{_figure(measured)} {self.unit}   objectif {sign} {_figure(self.bound)} {self.unit} : {words}"


def at_least(bound: float, unit: str = "×") -> Goal:
    """The more the better."""
    return Goal(bound, at_least=True, unit=unit)


def at_most(bound: float, unit: str = "×") -> Goal:
    """The less the better."""
    return Goal(bound, at_least=False, unit=unit)


def _figure(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")
