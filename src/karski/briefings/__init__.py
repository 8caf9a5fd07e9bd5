"""What people are shown: editions of forecasts, their charts, and the map."""
