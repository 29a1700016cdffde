"""Controleer: is what is loaded right, whole and in line with the law and with itself?"""
