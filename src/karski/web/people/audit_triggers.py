"""The database's own rules for the audit trail: rows come, and stay as they came."""

from collections.abc import Mapping
from types import MappingProxyType

REFUSAL = "the audit trail only grows"
_GROWS = "NEW.count <> OLD.count + 1 OR NEW.id <> OLD.id"

_SQLITE = (
    f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON people_event"
    f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON people_event"
    f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON people_head"
    f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER audit_head_grows BEFORE UPDATE ON people_head"
    f" WHEN {_GROWS} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
)
_POSTGRESQL = (
    f"CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON people_event"
    " FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_no_emptying BEFORE TRUNCATE ON people_event"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON people_head"
    " FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_head_no_emptying BEFORE TRUNCATE ON people_head"
    " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    f"CREATE TRIGGER audit_head_grows BEFORE UPDATE ON people_head FOR EACH ROW"
    f" WHEN ({_GROWS}) EXECUTE FUNCTION audit_refuse()",
)
_SQLITE_DROP = tuple(
    f"DROP TRIGGER {name}"
    for name in (
        "audit_no_update",
        "audit_no_delete",
        "audit_head_no_delete",
        "audit_head_grows",
    )
)
SET_UP: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
)
TAKE_DOWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"sqlite": _SQLITE_DROP, "postgresql": ("DROP FUNCTION audit_refuse CASCADE",)}
)
