"""Features by place and time, as they could be known at an origin."""
