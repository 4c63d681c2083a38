"""Puts kernels in the place of functions of transformers and diffusers, for a while.

In: the modules that are loaded. Out: which functions were replaced, which were refused and why, and
which calls were left to the original. Always: a function is replaced only where its source and
that of what it calls are those that are known; afterwards each module is as it was.

q and k are turned in place where no gradient is asked for and each caller in the module overwrites
the names of q and k with the results. Otherwise results are new tensors.
"""
import ast
import contextlib
import functools
import hashlib
import inspect
import sys
import textwrap
import types
import warnings

import torch

from . import functions
from .ops import rotate, rotate_

# By name: the fingerprint of the source that is known, and what turns its arguments into a Call.
KNOWN = {
    "apply_rotary_pos_emb_vision": ("7ecf25a3cdcda69f", functions.vision),
    "apply_rotary_emb": ("213e19b8c19f02d6", functions.real),
    "apply_rotary_emb_qwen": ("7419232164b6901c", functions.complex_numbers),
}


@functools.cache
def fingerprint(function):
    """Of a function's arguments and statements, and of the functions that it calls by name; not of
    docstrings, annotations and comments."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    if ast.get_docstring(tree) is not None:
        del tree.body[0]
    tree.returns = None
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    called = [function.__globals__[name] for name in sorted(named)
              if isinstance(function.__globals__.get(name), types.FunctionType)]
    parts = [ast.unparse(tree), *map(fingerprint, called)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


@functools.cache
def overwritten(source, name):
    """Whether all that a module does with a function is `a, b = function(a, b, ...)`: no old value
    has a name then."""
    nodes = list(ast.walk(ast.parse(source)))
    uses = sum(isinstance(node, ast.Name) and node.id == name for node in nodes)
    return uses > 0 and uses == sum(rebinds(node, name) for node in nodes)


def rebinds(node, name):
    if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
            and isinstance(node.value.func, ast.Name) and node.value.func.id == name):
        return False
    target = node.targets[0]
    results = target.elts if isinstance(target, ast.Tuple) else [target]
    given = node.value.args[:len(results)]
    return len(node.targets) == 1 and all(
        isinstance(x, ast.Name) for x in (*results, *given)) and (
        [x.id for x in results] == [x.id for x in given])


def turned(call, in_place):
    rows = call.cos, call.sin, call.pairing
    if in_place and not torch.is_grad_enabled() and not any(x.requires_grad for x in call.xs):
        with contextlib.suppress(ValueError):  # heads that overlap: nothing was written
            rotate_(call.xs, *rows)
            return call.returned(call.xs)
    return call.returned(rotate(call.xs, *rows))


class Patch:
    """Replaces what it knows in all loaded modules, until it is left as a context or undone.

    patched, refused and left: lines that say what was replaced, what was not, and which calls went
    to the original, each reason once. in_place=False: results are always new tensors."""

    def __init__(self, in_place=True):
        self.patched, self.refused, self.left = [], [], []
        self.replaced, self.active = [], True
        for module in list(sys.modules.values()):
            for name in KNOWN.keys() & getattr(module, "__dict__", {}).keys():
                self.consider(module, name, in_place)
        self.patched.sort()
        self.refused.sort()

    def consider(self, module, name, in_place):
        original, place = vars(module)[name], f"{module.__name__}.{name}"
        known, prepare = KNOWN[name]
        if not isinstance(original, types.FunctionType):
            return
        if hasattr(original, "ropewalk"):
            self.refused.append(f"{place}: is patched already")
        elif fingerprint(original) != known:
            self.refused.append(f"{place}: is another function than the known one of this name")
        else:
            in_place = in_place and overwritten(inspect.getsource(module), name)
            replacement = self.replacement(place, original, prepare, in_place)
            setattr(module, name, replacement)
            self.replaced.append((module, name, original, replacement))
            self.patched.append(f"{place}: {'in place' if in_place else 'to new tensors'}")

    def replacement(self, place, original, prepare, in_place):
        @functools.wraps(original)
        def function(*arguments, **named):
            if not self.active or torch.compiler.is_compiling() or torch.jit.is_tracing():
                return original(*arguments, **named)
            try:
                call = prepare(*arguments, **named)
            except functions.Refused as reason:
                self.say(f"{place}: {reason}")
                return original(*arguments, **named)
            return turned(call, in_place)

        function.ropewalk = True
        return function

    def say(self, line):
        if line not in self.left:
            self.left.append(line)
            warnings.warn(f"ropewalk: left to the original: {line}", stacklevel=3)

    def undo(self):
        """Puts back what is still replaced. A replacement that others hold calls the original."""
        for module, name, original, replacement in self.replaced:
            if vars(module)[name] is replacement:
                setattr(module, name, original)
        self.replaced, self.active = [], False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.undo()

    def __str__(self):
        parts = [("patched", self.patched), ("refused", self.refused), ("left", self.left)]
        return "\n".join(f"{what} {line}" for what, lines in parts for line in lines)
