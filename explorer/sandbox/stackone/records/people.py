"""The employees of the hand-made connector, with numbers that a careless reader spoils."""

from random import Random

from explorer.sandbox.stackone.catalogue.hand_made import EMPLOYEE
from explorer.sandbox.stackone.envelope import timestamp
from explorer.sandbox.stackone.exact_json import decimal
from explorer.sandbox.stackone.records.collection import Record
from explorer.sandbox.stackone.records.values import FIRST_NAMES, LAST_NAMES, moment, value_of

COUNT = 57
FIRST_NUMBER = 9_007_199_254_740_993
"""2^53 + 1: the first whole number that a double cannot hold."""


def employees() -> list[Record]:
    """The start state; the first is Ada Abara with a salary of 85000.10, as everybody's second example needs one."""
    made = [_employee(position) for position in range(COUNT)]
    made[0].update(job_title="Head of Care", department="Care", salary=decimal("85000.10"), manager_id=None)
    return made


def _employee(position: int) -> Record:
    draw = Random(f"employee {position}")
    first = FIRST_NAMES[position % len(FIRST_NAMES)]
    last = LAST_NAMES[(position + position // len(FIRST_NAMES)) % len(LAST_NAMES)]
    made: Record = {field.name: value_of(field, draw) for field, _ in EMPLOYEE.fields}
    hired = moment(draw)
    made.update(
        first_name=first,
        last_name=last,
        email=f"{first}.{last}@cedarfolk.example".lower(),
        employee_number=FIRST_NUMBER + position,
        employment_status="leave" if position % 7 == 6 else "active",
        start_date=hired.date().isoformat(),
        end_date=None,
        manager_id=None if position < 3 else f"emp_{1 + position % 3}",
        version=1,
        created_at=timestamp(hired),
        updated_at=timestamp(hired),
    )
    return made
