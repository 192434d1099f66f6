"""The answer to what may not happen."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """What was asked for is not allowed; the sentence says why, to an editor."""
