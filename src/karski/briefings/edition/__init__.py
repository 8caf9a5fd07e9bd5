"""What the site shows, sealed in one folder: made once, verified when read."""

from karski.briefings.edition.edition import Edition
from karski.briefings.edition.read import Listed, bundled, editions, read

__all__ = ["Edition", "Listed", "bundled", "editions", "read"]
