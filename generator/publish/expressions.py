"""Expressions of templates → Python expressions, for ``straight``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from jinja2 import nodes
from markupsafe import escape

from generator.publish.partials import PortalEnvironment

Fixed = Mapping[str, Mapping[str, Any]]
"""Values that have the same items on all pages, by name."""


class Unknown(Exception):
    """A template that only Jinja can render."""


_COMPARED = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "in": "in", "notin": "not in"}
_LOOP = {
    "first": "{0} == 0",
    "last": "{0} == len({1}) - 1",
    "index0": "{0}",
    "index": "{0} + 1",
    "length": "len({1})",
}
"""What a loop tells, from the position and the sequence."""


class Expressions:
    """Knows the names that can be used at a point of a template, and writes what they make."""

    def __init__(self, environment: PortalEnvironment, fixed: Fixed) -> None:
        """``fixed`` are values whose items are the same on all pages, by name."""
        self._environment, self._fixed = environment, fixed
        self._count = 0
        self._scopes: list[dict[str, str]] = [{}]
        """Names that the template sets, with the variables that hold them; an empty one must not be used."""
        self._asked: dict[str, str] = {}
        """Names of the values the template gets, with their variables."""
        self._shown_as: dict[str, str] = {}
        """Variables whose text is shown, with the ones that hold it."""
        self._loops: list[tuple[str, str]] = []
        """Position and sequence of each loop that we are in."""
        self._used: set[str] = set()
        """Filters that are used."""

    def _variable(self) -> str:
        self._count += 1
        return f"_{self._count}"

    def _shown(self, node: nodes.Node) -> str:
        """The text of a value, as an expression."""
        if isinstance(node, nodes.Filter) and node.name in ("safe", "teaser") and node.node is not None:
            return f"_s({self._value(node.node)})" if node.name == "safe" else self._value(node)
        if isinstance(node, nodes.Name) and not self._is_set(node.name):
            return self._escaped_once(node)
        return f"_e({self._value(node)})"

    def _text(self, node: nodes.Node) -> str | None:
        """What a node shows on all pages alike; None if that is not known."""
        if isinstance(node, nodes.TemplateData):
            return node.data
        if not isinstance(node, nodes.Getattr) or not isinstance(node.node, nodes.Name):
            return None
        name = node.node.name
        value = None if self._is_set(name) else self._fixed.get(name, {}).get(node.attr)
        return str(escape(value)) if type(value) is str else None

    def _is_set(self, name: str) -> bool:
        return any(name in scope for scope in self._scopes)

    def _escaped_once(self, node: nodes.Name) -> str:
        """A variable with the text of a value that the template gets: it is shown in many places."""
        variable = self._value(node)
        self._shown_as[variable] = f"{variable}e"
        return f"{variable}e"

    def _value(self, node: nodes.Node) -> str:
        kind = type(node).__name__.lower()
        write = getattr(self, f"_value_{kind}", None)
        if write is None:
            raise Unknown(kind)
        return str(write(node))

    def _value_const(self, node: nodes.Const) -> str:
        if not isinstance(node.value, str | int | bool | None):
            raise Unknown("const")
        return repr(node.value)

    def _value_name(self, node: nodes.Name) -> str:
        for scope in reversed(self._scopes):
            if node.name in scope:
                if not scope[node.name]:
                    raise Unknown(node.name)
                return scope[node.name]
        if node.name not in self._asked:
            self._asked[node.name] = self._variable()
        return self._asked[node.name]

    def _value_getattr(self, node: nodes.Getattr) -> str:
        if isinstance(node.node, nodes.Name) and node.node.name == "loop" and self._loops:
            if node.attr not in _LOOP or any("loop" in scope and scope["loop"] for scope in self._scopes):
                raise Unknown(f"loop.{node.attr}")
            return f"({_LOOP[node.attr].format(*self._loops[-1])})"
        return f"{self._value(node.node)}[{node.attr!r}]"

    def _value_getitem(self, node: nodes.Getitem) -> str:
        if isinstance(node.arg, nodes.Slice):
            raise Unknown("slice")
        return f"{self._value(node.node)}[{self._value(node.arg)}]"

    def _value_and(self, node: nodes.And) -> str:
        return f"({self._value(node.left)} and {self._value(node.right)})"

    def _value_or(self, node: nodes.Or) -> str:
        return f"({self._value(node.left)} or {self._value(node.right)})"

    def _value_not(self, node: nodes.Not) -> str:
        return f"(not {self._value(node.node)})"

    def _value_condexpr(self, node: nodes.CondExpr) -> str:
        if node.expr2 is None:
            raise Unknown("if without else")
        return f"({self._value(node.expr1)} if {self._value(node.test)} else {self._value(node.expr2)})"

    def _value_compare(self, node: nodes.Compare) -> str:
        if len(node.ops) != 1:
            raise Unknown("compare")
        (operand,) = node.ops
        return f"({self._value(node.expr)} {_COMPARED[operand.op]} {self._value(operand.expr)})"

    def _value_concat(self, node: nodes.Concat) -> str:
        return f"_join(({', '.join(self._value(part) for part in node.nodes)},))"

    def _value_sub(self, node: nodes.Sub) -> str:
        return f"({self._value(node.left)} - {self._value(node.right)})"

    def _value_add(self, node: nodes.Add) -> str:
        return f"({self._value(node.left)} + {self._value(node.right)})"

    def _value_filter(self, node: nodes.Filter) -> str:
        function = self._environment.filters.get(node.name)
        has_more = node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None
        if function is None or node.node is None or has_more:
            raise Unknown(node.name)
        bound(function, self._environment)
        self._used.add(node.name)
        return f"_filter_{node.name}({', '.join(map(self._value, [node.node, *node.args]))})"


def bound(function: Callable[..., Any], environment: PortalEnvironment) -> Callable[..., Any]:
    """A filter with what it wants to know of the template. Raises Unknown."""
    wanted = str(getattr(getattr(function, "jinja_pass_arg", None), "name", ""))
    if not wanted:
        return function
    if wanted == "eval_context":
        return partial(function, nodes.EvalContext(environment))
    if wanted == "environment":
        return partial(function, environment)
    raise Unknown(wanted)
