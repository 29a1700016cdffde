"""What changed between two days, in the world and in what is known of it."""
