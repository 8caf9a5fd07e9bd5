"""The site: Django around the science, area by area."""
