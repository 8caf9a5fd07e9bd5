"""An area that offers acts to try due work with."""
