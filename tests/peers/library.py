"""A model's job and its candidates in C (timed.h), loaded from a shared library.

In: a model, a type, the options of a job. Out: q, k, cos and sin as tensors over the job's own
memory, and the candidates. Always: the library is built if something it is made of changed.
"""
import ctypes
import os
import shutil
import subprocess
from ctypes import POINTER, c_char_p, c_double, c_int, c_size_t, c_void_p

import torch

from measure import Candidate

FOLDER = ".build/peers"
TYPES = {"f32": torch.float32, "bf16": torch.bfloat16, "f16": torch.float16}
COMPILERS = ["gcc", "clang"]  # of the naive loop; gcc compiles all else too
# What is left to `make bench`: other sources of cos and sin.
SIDE_SHOWS = ("cos and sin", "no tables", "ids, out of place")


class Job(ctypes.Structure):
    _fields_ = [(name, c_void_p) for name in ("x", "result", "cos", "sin")] + [
        (name, c_size_t)
        for name in ("elements", "tokens", "q_heads", "k_heads", "head_dim", "pairs")]


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"bench-peers: {' '.join(command)}: {(done.stderr + done.stdout).strip()}")


def compilers():
    return [name for name in COMPILERS if shutil.which(name)]


def memory(address, shape, dtype):
    """What lies there, as a tensor."""
    count = 1
    for n in shape:
        count *= n
    data = (ctypes.c_char * (count * dtype.itemsize)).from_address(address)
    return torch.frombuffer(data, dtype=dtype).view(shape)


class Library:
    """A model's entries for one type. `threads` is how many C works with, for good."""

    def __init__(self, model, dtype, threads):
        folder = f"{FOLDER}/{model}/{dtype}"
        run("gen/ropewalk", "generate", model, "--out", f"{FOLDER}/out")
        run("make", "-s", "-f", "tests/peers/build.mk", f"MODEL={model}", f"OUT={FOLDER}/out",
            f"COMPILERS={' '.join(compilers())}", f"{folder}/timed.so")
        self.code = ctypes.CDLL(f"{folder}/timed.so")
        self.naive = {name: ctypes.CDLL(f"{folder}/naive.{name}.so") for name in compilers()[1:]}
        self.dtype, self.threads = TYPES[dtype], threads
        self.first_options = [] if threads == 1 else ["--threads", str(threads)]
        for name, result, *arguments in (
                ("open", POINTER(Job), c_int, POINTER(c_char_p)),
                ("add_naive", None, c_char_p, c_void_p), ("add_building", c_size_t),
                ("count", c_size_t), ("name", c_char_p, c_size_t),
                ("in_place", c_int, c_size_t), ("pick_limit", c_char_p, c_double),
                ("fill", None), ("time", c_double, c_size_t, c_size_t)):
            function = self.code[f"peers_{name}"]
            function.restype, function.argtypes = result, arguments
            setattr(self, name, function)

    def start(self, options):
        """Begins a job; what an earlier one gave is no longer there."""
        allowed = os.sched_getaffinity(0)
        words = ["job", *options.split(), *self.first_options]
        self.first_options = []
        job = self.open(len(words), (c_char_p * len(words))(*map(str.encode, words))).contents
        os.sched_setaffinity(0, allowed)  # threads of peers would stay where this one is put
        for name, code in self.naive.items():
            self.add_naive(name.encode(), ctypes.addressof(c_char_p.in_dll(code, "naive_ways")))
        self.tokens, self.heads = job.tokens, (job.q_heads, job.k_heads)
        self.head_dim, self.elements = job.head_dim, job.elements
        self.q, self.k = self.sides(job.x)
        self.places = {True: (self.q, self.k), False: self.sides(job.result)}
        rows = (job.tokens, job.pairs)
        self.cos, self.sin = (memory(at, rows, torch.float32) for at in (job.cos, job.sin))

    def sides(self, address):
        """q and k, (tokens, heads, head_dim)."""
        k_at = address + self.tokens * self.heads[0] * self.head_dim * self.dtype.itemsize
        return tuple(memory(at, (self.tokens, heads, self.head_dim), self.dtype)
                     for at, heads in zip((address, k_at), self.heads))

    def candidate(self, i, name):
        def result():
            self.fill()
            self.time(i, 1)
            return self.places[bool(self.in_place(i))]
        return Candidate(name, lambda calls: self.time(i, calls), result, self.threads)

    def names(self, begin):
        return [(i, self.name(i).decode()) for i in range(begin, self.count())]

    def candidates(self):
        """The limit, then ropewalk's, then the naive loops'."""
        wanted = [(i, name) for i, name in self.names(1)
                  if not any(words in name for words in SIDE_SHOWS)]
        naive = [self.candidate(i, name) for i, name in wanted if "naive" in name]
        own = [self.candidate(i, f"ropewalk {name}") for i, name in wanted if "naive" not in name]
        return self.candidate(0, "limit"), own + naive

    def building(self):
        """Of how many positions of an axis the job is; a fill and what makes its cos and sin."""
        begin, positions = self.count(), self.add_building()
        return positions, [self.candidate(i, name) for i, name in self.names(begin)]
