"""One action's form while it is being filled: what the platform is asked, and which answer is still wanted."""

from dataclasses import replace

from explorer.domain.account import AccountId
from explorer.domain.action import Action
from explorer.domain.failure import Failure, NotSendable
from explorer.domain.json_value import JsonObject, JsonValue
from explorer.providers.contract import ActionDescription, ChoicesPage, ChoicesQuestion, Provider


class FormSession:
    """
    An action and an account, from the first description to the last reload.

    Reloads may overlap: only the answer of the newest counts, older ones give None.
    """

    def __init__(self, provider: Provider, action: Action, account_id: AccountId | None) -> None:
        self.provider = provider
        self.action = action
        self.account_id = account_id
        self.description: ActionDescription | None = None
        self._newest = 0

    async def describe(self) -> ActionDescription:
        """Ask for the form; raises `Failure`."""
        self.description = await self.provider.describe(self.action, self.account_id)
        return self.description

    async def reload(self, arguments: JsonObject, options: JsonObject) -> ActionDescription | None:
        """
        Ask for the form again, with what has been filled in so far; None if a newer reload has been asked for since.

        Raises `Failure`, and keeps the form as it was, if the newest reload fails.
        """
        if self.description is None:
            raise NotSendable("The form has not been read yet.")
        self._newest += 1
        ticket = self._newest
        try:
            found = await self.provider.reload(self.description, self.account_id, arguments, options)
        except Failure:
            if ticket != self._newest:
                return None
            raise
        if ticket != self._newest:
            return None
        self.description = found
        return found

    def put_back(self, description: ActionDescription) -> None:
        """Take the form as it was before; a reload that is under way no longer counts."""
        self._newest += 1
        self.description = description

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
