"""Objects that addresses of the monitor name, for the tests of every route."""

ANYBODYS = {"monitor:country": lambda: {"code": "sdn"}}
