"""The console script ``honours``: one command for each thing an operator does."""

import os
import sys

from django.core.management import ManagementUtility

SPELLED_WITH_DASHES = str.maketrans("-", "_")


def main() -> None:
    """Run ``honours COMMAND``; dashes in a command's name may stand for underscores."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "honours.config.settings")
    arguments = list(sys.argv)
    if len(arguments) > 1 and not arguments[1].startswith("-"):
        arguments[1] = arguments[1].translate(SPELLED_WITH_DASHES)
    arguments[0] = "honours"
    ManagementUtility(arguments).execute()


if __name__ == "__main__":
    main()
