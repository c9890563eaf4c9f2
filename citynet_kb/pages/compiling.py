"""How templates become Python: as Jinja does it, without what these templates need nowhere.

A page consists of some hundred calls of macros within macros. A third of the time of rendering went into looking what each callable wants
to be given, and into copying markup that is safe already.
"""

from collections.abc import Callable
from functools import lru_cache
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape


def escaped(value: object) -> str:
    """A value as HTML, as `markupsafe.escape` makes it; what is markup already is not copied."""
    if type(value) is Markup:
        return value
    return _known(value) if type(value) is str else escape(value)


_known = lru_cache(maxsize=16_384)(escape)
"""Labels, names and titles stand on many pages."""


def quick(macro: Macro) -> Callable[..., str]:
    """A macro that is given all its values, or the first of them, in their order: without looking for names first."""
    if macro.catch_kwargs or macro.catch_varargs or macro.caller:
        return macro
    function, most, rest = macro._func, len(macro.arguments), [missing] * len(macro.arguments)

    def called(*values: object, **named: object) -> str:
        if named or len(values) > most:
            return macro(*values, **named)
        return Markup(function(*values, *rest[len(values) :]))

    return called


class DirectCalls(CodeGenerator):
    """For environments that always escape, and whose templates call nothing that asks for a context: such a call fails.

    Jinja looks at each callable for that. A macro which is not told whether to escape does what its environment does.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Makes both functions known in the code of each template."""
        self.writeline(f"from {__name__} import {escaped.__name__}, {quick.__name__}")
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """`name(…)`, where Jinja writes `context.call(name, …)`."""
        if node.dyn_args or node.dyn_kwargs or any(iskeyword(given.key) for given in node.kwargs):
            return super().visit_Call(node, frame, forward_caller=forward_caller)
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")
        return None

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """The macro as `quick` makes it."""
        self.write(f"{quick.__name__}(")
        super().macro_def(macro_ref, frame)
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(f"{escaped.__name__}(")
