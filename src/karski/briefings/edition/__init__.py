"""What the site shows, sealed in one folder: made once, verified when read.

`karski.briefings.edition.publish` makes one; what reads them loads no model.
"""

from karski.briefings.edition.edition import Edition
from karski.briefings.edition.reading import Listed, bundled, editions, read

__all__ = ["Edition", "Listed", "bundled", "editions", "read"]
