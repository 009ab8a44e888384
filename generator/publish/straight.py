"""Templates → straight Python functions, for builds that make many pages of a kind.

Jinja's own code asks, yields and looks up through its environment at each value. Ours takes every value for what
it is nearly always: an item of a dict that is there. Anything else (a name or an item that is missing, an attribute
of an object) raises, and the caller lets Jinja render that page; a template that uses more than what is known here
raises Unknown when it is compiled, and stays with Jinja as a whole. What comes out is the same, and a test says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

from jinja2 import nodes
from jinja2.runtime import markup_join
from markupsafe import Markup, escape

from generator.publish.partials import ENTRY, KeptEntry, PortalEnvironment

Render = Callable[[Mapping[str, Any]], str]
"""Gives the text of a template, or of its block, from the values it gets."""


class Unknown(Exception):
    """A template that only Jinja can render."""


class Straight:
    """The straight functions of an environment's templates, made when they are first asked for."""

    def __init__(self, environment: PortalEnvironment) -> None:
        self._environment = environment
        self._functions: dict[tuple[str, str], Render | None] = {}

    def render(self, name: str, block: str, values: Mapping[str, Any]) -> str | None:
        """The text of a block of a template, or of a whole one (no block); None if that is Jinja's work."""
        if (name, block) not in self._functions:
            self._functions[name, block] = self._compiled(name, block)
        function = self._functions[name, block]
        try:
            return function(values) if function else None
        except (LookupError, TypeError, AttributeError):
            return None

    def _compiled(self, name: str, block: str) -> Render | None:
        filters = {**self._environment.filters, "teaser": KeptEntry(self._entry)}
        try:
            return compiled(self._environment, name, block, filters)
        except Unknown:
            return None

    def _entry(self, values: dict[str, Any]) -> str:
        text = self.render(ENTRY, "", values)
        return self._environment.get_template(ENTRY).render(values) if text is None else text


def compiled(environment: PortalEnvironment, name: str, block: str, filters: Mapping[str, Any]) -> Render:
    """Compile a block of a template, or a whole template that has none. Raises Unknown."""
    tree = _parsed(environment, name)
    if not block:
        return _Writer(environment, filters).function(tree.body)
    found = [node for node in tree.find_all(nodes.Block) if node.name == block]
    if len(found) != 1:
        raise Unknown(block)
    return _Writer(environment, filters).function(found[0].body)


def _parsed(environment: PortalEnvironment, name: str) -> nodes.Template:
    assert environment.loader is not None
    return environment.parse(environment.loader.get_source(environment, name)[0])


def escaped(value: Any) -> str:
    """Escape as ``markupsafe`` does, without a call where there is nothing to escape."""
    if type(value) is str:
        if "&" in value or "<" in value or ">" in value or "'" in value or '"' in value:
            return escape(value)
        return value
    return escape(value)


def _safe(value: Any) -> str:
    return value if type(value) is str else Markup(value)


_COMPARED = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "in": "in", "notin": "not in"}
_LOOP = {
    "first": "{0} == 0",
    "last": "{0} == len({1}) - 1",
    "index0": "{0}",
    "index": "{0} + 1",
    "length": "len({1})",
}
"""What a loop tells, from the position and the sequence."""


class _Writer:
    """Writes the source of one function."""

    def __init__(self, environment: PortalEnvironment, filters: Mapping[str, Any]) -> None:
        self._environment, self._filters = environment, filters
        self._within: list[str] = []
        """Templates that we are in by inclusion."""
        self._lines: list[str] = []
        self._depth = 1
        self._count = 0
        self._scopes: list[dict[str, str]] = [{}]
        """Names that the template sets, with the variables that hold them; an empty one must not be used."""
        self._asked: dict[str, str] = {}
        """Names of the values the template gets, with their variables."""
        self._loops: list[tuple[str, str]] = []
        """Position and sequence of each loop that we are in."""
        self._globals: dict[str, Any] = {"_e": escaped, "_s": _safe, "_join": markup_join}

    def function(self, body: list[nodes.Node]) -> Render:
        """Compile the nodes."""
        self._body(body)
        begin = ["def render(_values):", " _out = []"]
        begin += [f" {variable} = _values[{name!r}]" for name, variable in self._asked.items()]
        source = "\n".join([*begin, *self._lines, " return ''.join(_out)"])
        exec(compile(source, "<template>", "exec"), self._globals)  # the theme's code, as Jinja runs it
        render: Render = self._globals["render"]
        return render

    def _line(self, text: str) -> None:
        self._lines.append(" " * self._depth + text)

    def _variable(self) -> str:
        self._count += 1
        return f"_{self._count}"

    @contextmanager
    def _inside(self) -> Iterator[None]:
        self._depth += 1
        yield
        self._depth -= 1

    # ── statements ──────────────────────────────────────────────────────────────────────────────

    def _body(self, body: list[nodes.Node]) -> None:
        if not body:
            self._line("pass")
        for node in body:
            kind = type(node).__name__.lower()
            write = getattr(self, f"_write_{kind}", None)
            if write is None:
                raise Unknown(kind)
            write(node)

    def _write_output(self, node: nodes.Output) -> None:
        parts = [self._shown(part) for part in node.nodes]
        self._line(f"_out += ({', '.join(parts)},)" if parts else "pass")

    def _write_if(self, node: nodes.If) -> None:
        self._line(f"if {self._value(node.test)}:")
        self._branch(node.body)
        for other in node.elif_:
            self._line(f"elif {self._value(other.test)}:")
            self._branch(other.body)
        if node.else_:
            self._line("else:")
            self._branch(node.else_)

    def _branch(self, body: list[nodes.Node]) -> None:
        """What a branch sets is known in it only: after it, it may or may not have been set."""
        self._scopes.append({})
        with self._inside():
            self._body(body)
        names = self._scopes.pop()
        self._scopes[-1].update(dict.fromkeys(names, ""))

    def _write_for(self, node: nodes.For) -> None:
        if node.test is not None or node.recursive or not isinstance(node.target, nodes.Name):
            raise Unknown("for")
        sequence, at, item = self._variable(), self._variable(), self._variable()
        self._line(f"{sequence} = {self._value(node.iter)}")
        self._line(f"for {at}, {item} in enumerate({sequence}):")
        self._loops.append((at, sequence))
        self._scopes.append({node.target.name: item, "loop": ""})
        with self._inside():
            self._body(node.body)
        self._scopes.pop()
        self._loops.pop()
        if node.else_:
            self._line(f"if not {sequence}:")
            self._branch(node.else_)

    def _write_with(self, node: nodes.With) -> None:
        values = [self._value(value) for value in node.values]
        self._scopes.append({})
        for target, value in zip(node.targets, values, strict=True):
            self._set(target, value)
        self._body(node.body)
        self._scopes.pop()

    def _write_include(self, node: nodes.Include) -> None:
        name = node.template.value if isinstance(node.template, nodes.Const) else None
        if not isinstance(name, str) or node.ignore_missing or not node.with_context or name in self._within:
            raise Unknown("include")
        loops, self._loops = self._loops, []
        self._within.append(name)
        self._scopes.append({"loop": ""})
        self._body(_parsed(self._environment, name).body)
        self._scopes.pop()
        self._within.pop()
        self._loops = loops

    def _write_assign(self, node: nodes.Assign) -> None:
        self._set(node.target, self._value(node.node))

    def _set(self, target: nodes.Node, value: str) -> None:
        if not isinstance(target, nodes.Name) or target.name == "loop":
            raise Unknown("set")
        variable = self._variable()
        self._line(f"{variable} = {value}")
        self._scopes[-1][target.name] = variable

    # ── expressions ─────────────────────────────────────────────────────────────────────────────

    def _shown(self, node: nodes.Node) -> str:
        """The text of a value."""
        if isinstance(node, nodes.TemplateData):
            return repr(node.data)
        if isinstance(node, nodes.Filter) and node.name in ("safe", "teaser") and node.node is not None:
            return f"_s({self._value(node.node)})" if node.name == "safe" else self._value(node)
        return f"_e({self._value(node)})"

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
        function = self._filters.get(node.name)
        has_more = node.kwargs or node.dyn_args is not None or node.dyn_kwargs is not None
        if function is None or node.node is None or has_more:
            raise Unknown(node.name)
        name = f"_filter_{node.name}"
        self._globals[name] = self._bound(function)
        return f"{name}({', '.join(map(self._value, [node.node, *node.args]))})"

    def _bound(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A filter with what it wants to know of the template."""
        wanted = str(getattr(getattr(function, "jinja_pass_arg", None), "name", ""))
        if not wanted:
            return function
        if wanted == "eval_context":
            return partial(function, nodes.EvalContext(self._environment))
        if wanted == "environment":
            return partial(function, self._environment)
        raise Unknown(wanted)
