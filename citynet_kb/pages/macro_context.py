"""Calls of macros without the questions that Jinja asks before each call: most calls in templates are such."""

from typing import Any

from jinja2.runtime import Context, Macro


class MacroContext(Context):
    """To be named as the `context_class` of an environment."""

    def call(self, called: Any, /, *args: Any, **options: Any) -> Any:
        """As Jinja's. A macro is told the state of escaping, and of the variables around it nothing."""
        if type(called) is not Macro:
            return super().call(called, *args, **options)
        options.pop("_block_vars", None)
        options.pop("_loop_vars", None)
        return called(self.eval_ctx, *args, **options)
