"""Something to click through: a workshop that nobody held."""
