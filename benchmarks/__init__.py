"""Measurements of the job board; see README.md in this folder."""
