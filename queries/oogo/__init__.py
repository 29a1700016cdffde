"""Question 2: the preparation file for the consultation (OOGO) of one samenwerkingsverband, or of one gemeente."""
