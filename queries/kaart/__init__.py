"""The map: what land each area has. Points and boundaries of the record in, areas with their shape out."""
