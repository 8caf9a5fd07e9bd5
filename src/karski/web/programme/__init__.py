"""The programme's aims, the evidence for them, and commitments."""
