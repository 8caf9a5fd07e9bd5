"""What is shown to people: charts, the map, and editions of forecasts."""
