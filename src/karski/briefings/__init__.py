"""What a person sees of forecasts: charts and the map, as pictures without a page."""
