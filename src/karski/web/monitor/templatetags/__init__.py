"""Tags of the monitor's templates."""
