"""Slovak dates in figures: Django has no genitive of the months' names."""

DATE_FORMAT = "j. n. Y"
DATETIME_FORMAT = "j. n. Y G:i"
