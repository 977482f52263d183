"""A programme's folder of CSV files and programme.toml <-> a Programme, its History, contacts, and every problem at once.

In: a folder. Out: `Loaded`. Never raises for what is in a file; never decides who may meet whom. It also writes what
goes back into a folder: a new programme, pairs that were accepted, the list of things to ask.
"""

from mentormatch.files.contacts import Contact, Contacts
from mentormatch.files.programme import Loaded, read_programme

__all__ = ["Contact", "Contacts", "Loaded", "read_programme"]
