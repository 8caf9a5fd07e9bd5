"""What people judge: probabilities pooled, scored, and set beside a model's risk."""
