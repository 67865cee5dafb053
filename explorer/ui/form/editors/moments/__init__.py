"""Dates, times and durations: a line that takes any text, its meaning in words, and a calendar on demand."""
