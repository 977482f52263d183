"""Lets every test import `builders`."""
