"""What may be wrong with a template."""


class TemplateError(Exception):
    """The template cannot be deployed, whatever the account holds."""
