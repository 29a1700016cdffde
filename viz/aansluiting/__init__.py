"""Question 3 as documents: two divisions, the national picture, and one area among all divisions."""
