"""What can stop referat. The message is Danish and says what to do; the command line turns it into an exit code."""

from __future__ import annotations

from referat.models.kinds import ProblemCode


class ReferatError(Exception):
    """Anything that referat itself has to say about a failed request."""

    exit_code = 1


class UnreadableDocumentError(ReferatError):
    """A file that cannot be read as minutes; `code` is its kind in the table of problems."""

    exit_code = 3

    def __init__(self, code: ProblemCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type, tuple[ProblemCode, str]]:
        return type(self), (self.code, self.message)


class DatabaseError(ReferatError):
    """The database is missing, locked, or of another make."""

    exit_code = 4


class LexiconError(ReferatError):
    """A wording file is not in the form that `docs/lexicon.md` describes."""

    exit_code = 5
