"""What a log must not tell: the links that let somebody in."""

import logging
import re

# what follows in a path is a secret for as long as its link is open
SECRET = re.compile(
    r"(/(?:join|first|reset/key|confirm-email|mine|invited|screen"
    r"|calendars)/)[^/\s?#\"']+"
)


class WithoutSecrets(logging.Filter):
    """Blanks the secrets of links in whatever is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record through, its secrets blanked."""
        record.msg, record.args = SECRET.sub(r"\1...", record.getMessage()), ()
        return True
