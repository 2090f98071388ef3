"""What may be wrong with a template."""


class TemplateError(Exception):
    """The template cannot be deployed, whatever the account holds."""


class InvalidProperties(TemplateError):
    """Resources have properties that their types do not have, or lack some that they need."""

    def __init__(self, found):
        """Takes what is wrong with each resource: (logical id, type, messages)."""
        super().__init__(" ".join(self.text(name, messages) for name, _, messages in found))
        self.found = found

    @staticmethod
    def text(name, messages):
        return f"Properties validation failed for resource {name} with message:\n" + "\n".join(messages)
