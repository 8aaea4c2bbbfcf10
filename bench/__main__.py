"""``python -m bench [NAME ...]``: run all measures, or those named."""

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules


def main(names: list[str]) -> int:
    known = sorted(each.name for each in iter_modules([str(Path(__file__).parent)]))
    measures = [name for name in known if not name.startswith("_") and name != "data"]
    unknown = sorted(set(names) - set(measures))
    if unknown:
        print(
            f"没有这项测量：{'、'.join(unknown)}。现有：{'、'.join(measures)}。", file=sys.stderr
        )
        return 2
    for name in names or measures:
        print(f"\n== {name}", flush=True)
        import_module(f"bench.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
