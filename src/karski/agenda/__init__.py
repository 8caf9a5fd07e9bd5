"""A workshop's agenda: sessions, clashes, order, calendars and ready-made templates."""
