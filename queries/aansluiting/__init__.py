"""Question 3: how well do two divisions of the country align?"""
