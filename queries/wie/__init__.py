"""Question 1: who is responsible for this pupil? See `queries.wie.antwoord.beantwoord`."""
