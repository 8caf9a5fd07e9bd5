"""What commands bring about, each as a function of the state: events, or a refusal."""
