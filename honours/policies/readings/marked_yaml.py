"""YAML whose mappings know their line. Days stay text, and a name given twice is refused."""

from typing import Any

import yaml

TOO_LONG = 4_000_000


class MarkedMapping(dict[str, Any]):
    """A mapping of the file with the line it begins on."""

    line: int = 1


class _Loader(yaml.SafeLoader):
    """Safe loading only: a rulebook is data."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> MarkedMapping:
    read = MarkedMapping()
    read.line = node.start_mark.line + 1
    for name_node, value_node in node.value:
        name = str(loader.construct_object(name_node, deep=True))
        if name in read:
            raise yaml.constructor.ConstructorError(
                None, None, f"“{name}”在同一处写了两次", name_node.start_mark
            )
        read[name] = loader.construct_object(value_node, deep=True)
    return read


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag != "tag:yaml.org,2002:timestamp"]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str) -> Any:
    """What the text says. Raises ``ValueError`` naming the line where it is not YAML."""
    if len(text) > TOO_LONG:
        raise ValueError(f"文件超过{TOO_LONG}字，不是规则文件。")
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ValueError(f"第{line}行不是合格的YAML：{error.problem}。") from None
    except yaml.YAMLError:
        raise ValueError("文件中有YAML不允许的字符。") from None
