"""The short code of a sheet: it holds the answers of an interview, so that they need not be kept anywhere.

Whoever has the sheet may have it computed again, elsewhere or later, by typing the code. It is written in the 32 signs
of Crockford's Base32 (no I, L, O, U; https://www.crockford.com/base32.html), with two signs at the end that tell a slip
of the keyboard, or the sheet of another territory. Where somebody lives is kept to about 15 metres in a territory of
60 km.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from portee.core.errors import ParameterError
from portee.people.library import shipped_profiles
from portee.services.diagnosis.interview import CHILDREN, DAYS_ASKED, LICENCES, VEHICLES, WALKS, Interview

__all__ = ["code_of", "interview_of", "rounded"]

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0"})
CHECK = 2
SIGN_BITS = 5
PLACE_BITS = 12
PROFILE_BITS = 8
CLOCK_BITS, CLOCK_MIN = 9, 5
BUDGET_BITS, BUDGET_EUR = 8, 5
LONGEST_BITS, LONGEST_MIN = 6, 5
CHOICES = {"days": tuple(DAYS_ASKED), "licence": LICENCES, "vehicle": VEHICLES, "children": CHILDREN, "walk": WALKS}
CHOICE_BITS = 3

Bounds = Sequence[float]

FIRST = 2 * PLACE_BITS + PROFILE_BITS
STEPS = (("start", CLOCK_BITS, CLOCK_MIN), ("end", CLOCK_BITS, CLOCK_MIN),
         ("budget_eur", BUDGET_BITS, BUDGET_EUR), ("longest_min", LONGEST_BITS, LONGEST_MIN))  # fmt: skip


def code_of(interview: Interview, bounds: Bounds, territory: str) -> str:
    """The code of an interview, in groups of four signs.

    Args:
        interview: the answers; numbers are rounded to steps of five.
        bounds: west, south, east, north of the network, degrees. territory: its short name.
    """
    west, south, east, north = bounds
    bits = _place(interview.lon, west, east) + _place(interview.lat, south, north)
    bits += _bits(_profile_key(interview.profile), PROFILE_BITS)
    for name, width, step in STEPS:
        value: int | None = getattr(interview, name)
        bits += _bits(0 if value is None else min(round(value / step) + 1, 2**width - 1), width)
    for name, known in CHOICES.items():
        chosen: str | None = getattr(interview, name)
        bits += _bits(0 if chosen is None else known.index(chosen) + 1, CHOICE_BITS)
    bits += "0" * (-len(bits) % SIGN_BITS)
    signs = "".join(SIGNS[int(bits[k : k + SIGN_BITS], 2)] for k in range(0, len(bits), SIGN_BITS))
    # What was left out is nought: it need not be written.
    least = -(-FIRST // SIGN_BITS)
    signs = signs[:least] + signs[least:].rstrip("0")
    whole = signs + _check(signs, territory)
    return "-".join(whole[k : k + 4] for k in range(0, len(whole), 4))


def interview_of(code: str, bounds: Bounds, territory: str) -> Interview:
    """The interview of a code; small letters, spaces and signs that look alike do not matter.

    Raises:
        ParameterError: it is no code, has a slip, or is of another territory.
    """
    text = "".join(code.upper().split()).replace("-", "").translate(LOOK_ALIKE)
    wrong = ParameterError("This code cannot be read.", mend="Check each sign, and that it is of this territory.")
    signs, check = text[:-CHECK], text[-CHECK:]
    total = FIRST + sum(width for _, width, _ in STEPS) + CHOICE_BITS * len(CHOICES)
    if not -(-FIRST // SIGN_BITS) <= len(signs) <= -(-total // SIGN_BITS) or set(text) - set(SIGNS):
        raise wrong
    if check != _check(signs, territory):
        raise wrong
    bits = "".join(_bits(SIGNS.index(sign), SIGN_BITS) for sign in signs).ljust(total + SIGN_BITS, "0")
    at = 0

    def take(width: int) -> int:
        nonlocal at
        at += width
        return int(bits[at - width : at], 2)

    west, south, east, north = bounds
    lon, lat = _placed(take(PLACE_BITS), west, east), _placed(take(PLACE_BITS), south, north)
    key = take(PROFILE_BITS)
    profile = next((known.id for known in shipped_profiles() if _profile_key(known.id) == key), None)
    numbers = {name: (value - 1) * step if (value := take(width)) else None for name, width, step in STEPS}
    chosen: dict[str, str | None] = {}
    for name, known in CHOICES.items():
        place = take(CHOICE_BITS)
        if place > len(known):
            raise wrong
        chosen[name] = known[place - 1] if place else None
    clocks = (numbers["start"], numbers["end"])
    if profile is None or any(minutes is not None and minutes >= 24 * 60 for minutes in clocks):
        raise wrong
    return Interview(lat, lon, profile, **numbers, **chosen)  # type: ignore[arg-type]


def rounded(interview: Interview, bounds: Bounds, territory: str) -> Interview:
    """The interview as its code tells it: what is answered on paper and on the screen is then the same."""
    return interview_of(code_of(interview, bounds, territory), bounds, territory)


def _bits(value: int, width: int) -> str:
    return format(value, f"0{width}b")


def _place(value: float, low: float, high: float) -> str:
    part = min(max((value - low) / (high - low), 0.0), 1.0)
    return _bits(min(int(part * 2**PLACE_BITS), 2**PLACE_BITS - 1), PLACE_BITS)


def _placed(part: int, low: float, high: float) -> float:
    return float(low + (part + 0.5) / 2**PLACE_BITS * (high - low))


def _profile_key(profile: str) -> int:
    """A number for the id, that does not change when other profiles are added."""
    return hashlib.sha256(profile.encode()).digest()[0]


def _check(signs: str, territory: str) -> str:
    digest = hashlib.sha256(f"{territory}:{signs}".encode()).digest()
    return "".join(SIGNS[byte % len(SIGNS)] for byte in digest[:CHECK])
