"""Who may do what: every call is decided as IAM decides it, by the policies that the account has at that moment."""
