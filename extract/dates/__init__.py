"""Dates, clock times, periods and deadlines in Danish."""
