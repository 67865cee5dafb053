"""StackOne's own options of a call, as the form beside Run shows them."""

from explorer.schema.field import BooleanField, GroupField, TextField


def call_options() -> GroupField:
    """The options. Their keys are those of the wire; one that is absent is not sent."""
    return GroupField(
        label="StackOne",
        is_open=False,
        fields=(
            BooleanField(
                key="sync",
                label="Sync",
                description="Keep the result at StackOne, to be read again without calling the provider.",
            ),
            BooleanField(key="debug", label="Debug", description="Ask StackOne for its debug mode."),
            TextField(
                key="connector_profile_id",
                label="Connector profile",
                description="Use another connector profile for this call. It has to be in the same project and of "
                "the same connector as the account.",
            ),
            GroupField(
                key="defender_config",
                label="Defender",
                description="Scan of results for hidden instructions to agents. Set here, it comes before the "
                "project's settings.",
                is_open=False,
                fields=(
                    _switch("enabled", "Scan results", "Whether the result of this call is scanned."),
                    _switch("block_high_risk", "Block high risk", "Whether a risky result is kept back."),
                    _switch("use_tier1_classification", "Pattern detection", "Look for known patterns."),
                    _switch("use_tier2_classification", "AI detection", "Have a model classify the text."),
                ),
            ),
        ),
    )


def _switch(key: str, label: str, description: str) -> BooleanField:
    return BooleanField(key=key, label=label, description=description, is_nullable=True)
