"""Rotations of any head dim in C, generated and compiled when first asked for.

In: numpy arrays of q and k, (tokens, heads, head_dim), float32, float16 or bfloat16 (its bits as
uint16); float32 cos and sin, (tokens, head_dim / 2). Out: the arrays turned, in place or in others.
Always: arrays are read and written where they are, whatever their strides, the channels of a head
being contiguous; nothing is written if an error is raised.

ROPEWALK names the generator, ROPEWALK_FOLDER where its files go, CC the compiler.
"""
import ctypes
import functools
import os
import pathlib
import subprocess
from concurrent.futures import ThreadPoolExecutor
from ctypes import c_char_p, c_float, c_int, c_size_t, c_ssize_t, c_void_p

import numpy

FOLDER = os.environ.get("ROPEWALK_FOLDER", ".build/ropewalk")
DTYPES = {numpy.dtype(name): dtype for name, dtype in (
    ("float32", "f32"), ("float16", "f16"), ("uint16", "bf16"))}
SHARE = 1 << 15  # elements below which another thread costs more than it saves; torch's grain, too
AUTO = 0  # the widest ISA that this machine has
FLOAT = ctypes.sizeof(c_float)

CONFIG = """return {{
  name = "{name}",
  head_dim = {head_dim},
  axes = {{ {{ name = "token", dim = {head_dim} }} }},
  freq = {{ kind = "runtime" }},
  pairing = "{pairing}",
}}
"""


class View(ctypes.Structure):
    _fields_ = [("input", c_void_p), ("output", c_void_p), ("heads", c_size_t)] + [
        (name, c_ssize_t) for name in ("in_token", "in_head", "out_token", "out_head")]


def run(variable, default, *arguments):
    """Runs the program that a variable of the environment names."""
    command = [os.environ.get(variable, default), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except OSError as error:
        raise RuntimeError(f"ropewalk: {command[0]}: {error.strerror}; "
                           f"{variable} says which program is meant") from None
    if done.returncode:
        raise RuntimeError(f"ropewalk: {' '.join(command)}: {done.stderr.strip()}")


def build(name, config):
    """The path of a shared library, compiled if what it is made of changed."""
    folder = pathlib.Path(FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    lua, unit = folder / f"{name}.lua", folder / name / f"{name}_all.c"
    library = (folder / f"{name}.so").absolute()
    if not lua.exists() or lua.read_text() != config:
        lua.write_text(config)
    run("ROPEWALK", "ropewalk", "generate", str(lua), "--out", str(folder))
    newest = max(path.stat().st_mtime_ns for path in unit.parent.iterdir())
    if not library.exists() or library.stat().st_mtime_ns <= newest:
        own = f"{library}.{os.getpid()}"  # other processes load the library as it was or as it is
        run("CC", "cc", "-O2", "-fPIC", "-shared", str(unit), "-o", own)
        os.replace(own, library)
    return library


@functools.cache
def pool(threads):
    return ThreadPoolExecutor(threads, thread_name_prefix="ropewalk")


os.register_at_fork(after_in_child=pool.cache_clear)  # a child has none of its parent's threads


def address(array):
    return array.__array_interface__["data"][0]


def apart(array):
    """Whether no two elements share their place, strides being nested as those of a slice are."""
    extent = array.itemsize
    for stride, count in sorted((abs(s), n) for s, n in zip(array.strides, array.shape) if n > 1):
        if stride < extent:
            return False
        extent += stride * (count - 1)
    return True


def shared(a, b):
    """Whether two arrays have an element in common, or it would take long to tell."""
    try:
        return numpy.shares_memory(a, b, max_work=1000)
    except numpy.exceptions.TooHardError:
        return True


def place(array):
    return address(array), array.shape, array.strides


class Rotation:
    """The rotation of heads of one size, with one pairing: half or adjacent."""

    def __init__(self, pairing, head_dim):
        self.name, self.pairing, self.head_dim = f"rope_{pairing}_{head_dim}", pairing, head_dim
        self.code = ctypes.CDLL(str(build(self.name, CONFIG.format(
            name=self.name, head_dim=head_dim, pairing=pairing))))
        self.strerror = getattr(self.code, f"{self.name}_strerror")
        self.strerror.restype, self.strerror.argtypes = c_char_p, [c_int]

    def __call__(self, views, cos, sin, direction=1, threads=1):
        """Turns each input of views, [(input, output)], an output being the input itself or apart
        from it; direction -1 is the inverse. Raises ValueError for what cannot be turned so."""
        views = [view for view in views if view[0].size]
        if not views:
            return
        dtype, tokens = self.check(views, cos, sin), len(cos)
        entry, rows, stride, kept = self.rows(cos, sin)
        function = getattr(self.code, f"{self.name}_rotate_{entry}_{dtype}")
        some = (View * len(views))(*(self.view(*pair) for pair in views))

        def share(begin, end):
            return function(*map(c_void_p, rows), c_size_t(stride), c_size_t(tokens), some,
                            c_size_t(len(views)), c_size_t(begin), c_size_t(end),
                            c_int(direction), c_int(AUTO))

        shares = max(1, min(threads, tokens, sum(x.size for x, _ in views) // SHARE))
        bounds = [tokens * i // shares for i in range(shares + 1)]
        others = [pool(threads).submit(share, *bounds[i:i + 2]) for i in range(1, shares)]
        statuses = [share(*bounds[:2]), *(other.result() for other in others)]
        if any(statuses):
            raise ValueError(f"ropewalk: {self.strerror(max(statuses)).decode()}")

    def check(self, views, cos, sin):
        """The type of q and k, everything being as it must."""
        def must(good, what):
            if not good:
                raise ValueError(f"ropewalk: {self.name}: {what}")

        rows = (len(cos), self.head_dim // 2)
        dtypes = {x.dtype for pair in views for x in pair}
        must(cos.shape == sin.shape == rows, f"cos and sin must be (tokens, {rows[1]})")
        must(cos.dtype == sin.dtype == numpy.float32, "cos and sin must be float32")
        must(len(dtypes) == 1 and dtypes <= DTYPES.keys(),
             "inputs and outputs must be of one type: float32, float16 or uint16 (bfloat16's bits)")
        for given, result in views:
            for x in (given, result)[given is result:]:
                must(x.ndim == 3 and x.shape == (len(cos), x.shape[1], self.head_dim),
                     f"inputs and outputs must be (tokens, heads, {self.head_dim})")
                must(x.strides[2] == x.itemsize, "a head's channels must be contiguous")
                must(not any(stride % x.itemsize for stride in x.strides), "unaligned strides")
            must(given.shape == result.shape, "an output must have the shape of its input")
            must(result.flags.writeable, "an output is read-only")
            must(apart(result), "heads of an output overlap")
            must(given is result or place(given) == place(result)
                 or not numpy.may_share_memory(given, result),
                 "an output must be its input or lie apart from it")
        outputs = [result for _, result in views]
        must(not any(shared(a, b) for i, a in enumerate(outputs) for b in outputs[:i]),
             "outputs overlap")
        return DTYPES[dtypes.pop()]

    def rows(self, cos, sin):
        """Which entry takes cos and sin as they are: each with its columns side by side, or both in
        turns, as in complex numbers; else they are copied. What must live as long comes last."""
        width = FLOAT * cos.shape[1]
        token, column = cos.strides
        aligned = cos.strides == sin.strides and token % FLOAT == 0
        if aligned and column == FLOAT and token >= width:
            return "cos_sin", (address(cos), address(sin)), token // FLOAT, None
        in_turns = column == 2 * FLOAT and address(sin) == address(cos) + FLOAT
        if aligned and in_turns and token >= 2 * width and self.pairing == "adjacent":
            return "cis", (address(cos),), token // FLOAT, None
        copies = [numpy.ascontiguousarray(x) for x in (cos, sin)]
        return "cos_sin", tuple(map(address, copies)), cos.shape[1], copies

    @staticmethod
    def view(given, result):
        strides = [x.strides[i] // x.itemsize for x in (given, result) for i in (0, 1)]
        at = address(given)
        return View(at, at if result is given else address(result), given.shape[1], *strides)


@functools.cache
def rotation(pairing, head_dim):
    return Rotation(pairing, head_dim)
