"""What can go wrong by the rules of the trade, said so that a page can repeat it."""


class RuleError(Exception):
    """A rule refuses what was asked.

    ``message`` is written for the person who asked; ``field`` names the form field it is
    about, where there is one.
    """

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class MoveNotAllowed(RuleError):
    """The thing is not in a state from which this move may be made, or not by this person."""


class StaleVersion(RuleError):
    """The thing changed after the person looked at it, so they must look again."""


class NotOpen(RuleError):
    """The listing does not take applications now."""


class AlreadyDone(RuleError):
    """The same thing was done before, such as applying to this listing."""
