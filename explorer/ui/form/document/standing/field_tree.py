"""Fields that are made while a form is used. Each is made once, since fields are known by their identity."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from typing import TypeVar

from explorer.domain.json_value import Absent
from explorer.schema.build import any_field, open_level
from explorer.schema.field import (
    Field,
    Form,
    GroupField,
    JsonField,
    ListField,
    NoticeField,
    Variant,
    VariantField,
)
from explorer.schema.key_pattern import is_found

_Made = TypeVar("_Made")


class FieldTree:
    """The fields of one form, and of everything that is opened in it."""

    def __init__(self, form: Form) -> None:
        self._form = form
        # By the identity of a field, which is kept alive beside what was made of it.
        self._made: dict[Hashable, tuple[Field, object]] = {}
        self._with_conditions = frozenset(
            id(field)
            for field in _all_fields(form.root)
            if isinstance(field, GroupField) and any(one.visible_when for one in field.fields)
        )

    def named(self, group: GroupField) -> dict[str, Field]:
        """The named fields of the group by key."""
        return self._once(
            group,
            "named",
            lambda: {field.key: field for field in group.fields if not isinstance(field, NoticeField)},
        )

    def opened(self, field: JsonField) -> Field:
        """The next level of a part that was left closed; never closed itself."""
        return self._once(field, "opened", lambda: self._open(field))

    def shape(self, field: VariantField, number: int) -> Field:
        """What stands at the place of the field when one of its variants is chosen, with the words of the place."""
        return self._once(field, number, lambda: self._shape(field, field.variants[number]))

    def misfit(self, field: VariantField) -> JsonField:
        """What stands there for a value that no variant fits."""
        return self._once(field, "misfit", lambda: _misfit(field))

    def own(self, group: GroupField, key: str) -> Field:
        """The field of a key that the group does not name."""
        return self._once(group, ("own", key), lambda: _own(group, key))

    def takes(self, group: GroupField, key: str) -> bool:
        """Whether a key that the group does not name may be added to it."""
        if group.key_names and key not in group.key_names:
            return False
        is_welcome = group.is_open or group.others is not None
        return is_welcome or any(is_found(pattern, key) for pattern, _ in group.patterns)

    def has_conditions(self, group: GroupField | None = None) -> bool:
        """Whether any field of the group, or of the whole form, is asked for only under a condition."""
        return bool(self._with_conditions) if group is None else id(group) in self._with_conditions

    def _once(self, field: Field, what: Hashable, make: Callable[[], _Made]) -> _Made:
        found = self._made.get((id(field), what))
        if found is None:
            found = self._made[id(field), what] = (field, make())
        return found[1]  # type: ignore[return-value]  # made by the function that asks for it

    def _open(self, field: JsonField) -> Field:
        opened = open_level(self._form, field)
        if isinstance(opened, JsonField) and opened.closed is not None:
            opened = replace(opened, closed=None)
        return replace(opened, label=field.label or opened.label)

    def _shape(self, field: VariantField, variant: Variant) -> Field:
        shape = variant.shape
        if isinstance(shape, JsonField) and shape.closed is not None:
            shape = self.opened(shape)
        words = [field.description, variant.description or shape.description]
        return replace(
            shape,
            key=field.key,
            label=field.label,
            description=" ".join(dict.fromkeys(word.strip() for word in words if word.strip())),
            is_required=field.is_required,
            is_fixed=field.is_fixed or shape.is_fixed,
            is_hidden=field.is_hidden,
            default=shape.default if isinstance(field.default, Absent) else field.default,
            reloads=field.reloads or shape.reloads,
        )


def takes_keys(group: GroupField) -> bool:
    """Whether a person may add keys to the group."""
    return not group.is_fixed and (group.is_open or group.others is not None or bool(group.patterns))


def is_map(group: GroupField) -> bool:
    """Whether keys of one's own are what the group is for."""
    return takes_keys(group) and (not group.fields or group.others is not None or bool(group.patterns))


def _own(group: GroupField, key: str) -> Field:
    for pattern, field in group.patterns:
        if is_found(pattern, key):
            return _at_key(field, key)
    return _at_key(any_field() if group.others is None else group.others, key)


def _at_key(field: Field, key: str) -> Field:
    return replace(field, key=key, label=key or '""', is_required=False)


def _misfit(field: VariantField) -> JsonField:
    return JsonField(
        key=field.key,
        label=field.label,
        description=field.description,
        is_required=field.is_required,
        is_nullable=field.is_nullable,
        is_fixed=field.is_fixed,
        definition=field.definition,
        reason="none of the choices fits this value",
    )


def _all_fields(root: Field) -> Iterator[Field]:
    seen: set[int] = set()
    waiting: list[Field] = [root]
    while waiting:
        field = waiting.pop()
        if id(field) in seen:
            continue
        seen.add(id(field))
        yield field
        if isinstance(field, GroupField):
            waiting += [*field.fields, *(one for _, one in field.patterns)]
            waiting += [] if field.others is None else [field.others]
        elif isinstance(field, ListField):
            waiting += [field.item, *field.places]
        elif isinstance(field, VariantField):
            waiting += [one.shape for one in field.variants]
