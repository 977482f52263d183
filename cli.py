"""Runs the commands from a checkout: python cli.py match scenarios/ayrshire"""

from mentormatch.commands import main

if __name__ == "__main__":
    main()
