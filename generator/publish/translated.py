"""Templates → code of straight functions, see ``straight``."""

from __future__ import annotations

from ast import literal_eval
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType

from jinja2 import nodes

from generator.publish.expressions import Expressions, Fixed, Unknown
from generator.publish.partials import PortalEnvironment


def translated(environment: PortalEnvironment, name: str, block: str, fixed: Fixed) -> CodeType:
    """Compile a block of a template, or a whole template that has none. Raises Unknown."""
    tree = environment.parsed(name)
    writer = _Writer(environment, fixed)
    if not block:
        return writer.code(tree.body)
    found = [node for node in tree.find_all(nodes.Block) if node.name == block]
    if len(found) != 1:
        raise Unknown(block)
    return writer.code(found[0].body)


class _Writer(Expressions):
    """Writes the source of one function."""

    def __init__(self, environment: PortalEnvironment, fixed: Fixed) -> None:
        super().__init__(environment, fixed)
        self._within: list[str] = []
        """Templates that we are in by inclusion."""
        self._lines: list[str] = []
        self._parts: list[str] = []
        """What is to be shown next: literals and expressions."""
        self._depth = 1

    def code(self, body: list[nodes.Node]) -> CodeType:
        """Compile the nodes."""
        self._body(body)
        self._show()
        begin = [f"filters = {tuple(sorted(self._used))!r}", "def render(_values):", " _out = []"]
        begin += [f" {variable} = _values[{name!r}]" for name, variable in self._asked.items()]
        begin += [f" {text} = _e({variable})" for variable, text in self._shown_as.items()]
        source = "\n".join([*begin, *self._lines, " return ''.join(_out)"])
        return compile(source, "<template>", "exec")

    def _line(self, text: str) -> None:
        self._show()
        self._lines.append(" " * self._depth + text)

    def _show(self) -> None:
        """Write what is to be shown, before anything else happens."""
        parts, self._parts = self._parts, []
        if parts:
            self._line(f"_out += ({', '.join(parts)},)")

    @contextmanager
    def _inside(self) -> Iterator[None]:
        self._depth += 1
        yield
        self._show()
        self._depth -= 1

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
        if not node.nodes:
            self._line("pass")
        for part in node.nodes:
            text = self._text(part)
            if text is None:
                self._parts.append(self._shown(part))
            elif self._parts and self._parts[-1][0] in "'\"":
                self._parts[-1] = repr(literal_eval(self._parts[-1]) + text)
            else:
                self._parts.append(repr(text))

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
        self._body(self._environment.parsed(name).body)
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
