"""`python -m mentormatch`."""

from mentormatch.commands import main

main()
