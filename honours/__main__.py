"""The console script ``honours``: one command for each thing an operator does."""

import os
import sys
from collections.abc import Iterator

import django
from django.core.management import ManagementUtility, get_commands, load_command_class

SPELLED_WITH_DASHES = str.maketrans("-", "_")
INTRODUCTION = """评比达标表彰管理系统

用法：honours 命令 [选项]      每个命令的说明：honours 命令 --help

"""
CLOSING = """
数据库：honours migrate 建立或更新数据表；其余 Django 命令见 honours help --commands。
数据和密钥在 HONOURS_HOME（缺省为程序旁的 var），正式环境用 HONOURS_DATABASE_URL 指定 PostgreSQL。
"""


def main() -> None:
    """Run ``honours COMMAND``; dashes in a command's name may stand for underscores."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "honours.config.settings")
    arguments = ["honours", *sys.argv[1:]]
    if len(arguments) == 1 or arguments[1:] in (["--help"], ["-h"], ["help"]):
        django.setup()
        sys.stdout.write(INTRODUCTION + "\n".join(_own_commands()) + "\n" + CLOSING)
        return
    if not arguments[1].startswith("-"):
        arguments[1] = arguments[1].translate(SPELLED_WITH_DASHES)
    ManagementUtility(arguments).execute()


def _own_commands() -> Iterator[str]:
    for name, room in sorted(get_commands().items()):
        if str(room).startswith("honours."):
            words = load_command_class(str(room), name).help.strip().splitlines()[0]
            yield f"  {name.replace('_', '-'):<18}{words}"


if __name__ == "__main__":
    main()
