"""What every other package stands on: errors, columns, months, places, files."""
