"""One action's form while it is being filled: what the platform is asked, and which answer is still wanted."""

from collections.abc import Sequence
from dataclasses import replace

from explorer.domain.account import AccountId
from explorer.domain.action import Action
from explorer.domain.failure import Cancelled, Failure, NotSendable
from explorer.domain.json_value import ABSENT, JsonObject, JsonValue, same_json
from explorer.providers.contract import ActionDescription, ChoicesPage, ChoicesQuestion, Provider
from explorer.schema.field import AccountField, Field, GroupField


class FormSession:
    """
    An action and an account, from the first description to the last reload.

    Reloads may overlap: only the answer of the newest counts, older ones give None. While one is on its way, and after
    values that decide about the fields have changed, the form is not the one that belongs to what it holds.

    Attributes:
        failure: Why the newest reload brought nothing; None if it did, or none was asked for.
    """

    def __init__(self, provider: Provider, action: Action, account_id: AccountId | None) -> None:
        self.provider = provider
        self.action = action
        self.account_id = account_id
        self.description: ActionDescription | None = None
        self.failure: Failure | None = None
        self._newest = 0
        self._asked_with: JsonObject = {}
        self._asked_options: JsonObject = {}

    @property
    def decides(self) -> bool:
        """Whether any field or option decides about the others."""
        description = self.description
        if description is None:
            return False
        return any(field.reloads for field in (*_fields_of(description.form.root), *description.options.fields))

    def may_decide(self, arguments: JsonObject, options: JsonObject) -> bool:
        """Whether any of these values decides about the fields."""
        description = self.description
        if description is None:
            return False
        return any(
            field.reloads and field.key in held
            for fields, held in (
                (_fields_of(description.form.root), arguments),
                (description.options.fields, options),
            )
            for field in fields
        )

    async def describe(self) -> ActionDescription:
        """Ask for the form; raises `Failure`."""
        self.description = await self.provider.describe(self.action, self.account_id)
        return self.description

    def is_behind(self, arguments: JsonObject, options: JsonObject) -> bool:
        """
        Whether the form was asked for with other values than these, as far as they decide about its fields.

        Those are the fields that reload, and the accounts once one of them holds something; before the accounts that
        the form requires are chosen there is nothing to ask. A question that failed counts as asked.
        """
        description = self.description
        if description is None:
            return False
        deciding = {field.key for field in description.options.fields if field.reloads}
        if _differ(deciding, options, self._asked_options):
            return True
        fields = _fields_of(description.form.root)
        deciding = {field.key for field in fields if field.reloads}
        accounts = [field for field in fields if isinstance(field, AccountField)]
        if any(one.is_required and arguments.get(one.key) is None for one in accounts):
            return False
        if any(key in arguments for key in deciding):
            deciding |= {field.key for field in accounts}
        return _differ(deciding, arguments, self._asked_with)

    async def reload(self, arguments: JsonObject, options: JsonObject) -> ActionDescription | None:
        """
        Ask for the form again, with what has been filled in so far; None if a newer reload has been asked for since.

        Raises `Failure`, and keeps the form as it was, if the newest reload fails.
        """
        if self.description is None:
            raise NotSendable("The form has not been read yet.")
        self._newest += 1
        ticket = self._newest
        self.note_asked(arguments, options)
        try:
            found = await self.provider.reload(self.description, self.account_id, arguments, options)
        except Failure as failure:
            if ticket != self._newest:
                return None
            self.failure = failure
            raise
        if ticket != self._newest:
            return None
        self.description = found
        return found

    def put_back(self, description: ActionDescription) -> None:
        """Take the form as it was before; a reload that is under way no longer counts."""
        self._newest += 1
        self.description, self.failure = description, None

    def note_asked(self, arguments: JsonObject, options: JsonObject) -> None:
        """The fields for these values are about to be asked for: the form is not behind them any more."""
        self._asked_with, self._asked_options = arguments, options
        self.failure = None

    def give_up(self) -> None:
        """The fields that are being asked for are not wanted any more; the form stays as it is, and says so."""
        self._newest += 1
        self.failure = Cancelled("It was stopped.")

    def forget_state(self) -> None:
        """What the platform said about earlier values holds no longer: the next question is asked without it."""
        if self.description is not None:
            self.description = replace(self.description, state={})

    async def choices(
        self,
        name: str,
        arguments: JsonObject,
        options: JsonObject,
        *,
        query: str = "",
        page: int = 0,
        context: JsonValue = None,
    ) -> ChoicesPage:
        """The choices of one field, with what has been filled in so far; raises `Failure`."""
        if self.description is None:
            raise NotSendable("The form has not been read yet.")
        question = ChoicesQuestion(
            action=self.description.action,
            account_id=self.account_id,
            name=name,
            arguments=arguments,
            state=self.description.state,
            options=options,
        )
        return await self.provider.choices(replace(question, query=query, page=page, context=context))


def _fields_of(root: Field) -> Sequence[Field]:
    return root.fields if isinstance(root, GroupField) else ()


def _differ(keys: set[str], now: JsonObject, before: JsonObject) -> bool:
    return any(not same_json(now.get(key, ABSENT), before.get(key, ABSENT)) for key in keys)
