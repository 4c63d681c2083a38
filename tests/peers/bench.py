"""Times ropewalk's rotations beside their peers and the limit, on the same q and k.

In: options (--help). Out: a table for each shape and type, and with --csv or --json a file of all
rows. Always: a result is compared with float64 before it is timed; ropewalk, the naive loops and
the limit are timed in C (timed.c), peers in Python, as their users call them. ropewalk and the
naive loops turn q and k in place, peers return new tensors or fill those allocated before; ropewalk
is there out of place too.
"""
import argparse
import csv
import json
import pathlib
import sys
from dataclasses import dataclass

import torch

import machine
import ort
import peers
from library import COMPILERS, TYPES, Library, compilers
from measure import Candidate, measure, python_sample, quartiles

CLOSE = 4  # roundings to the type that a result may be off by
CACHED_BYTES = 1 << 20  # up to here a pass takes microseconds


@dataclass
class Shape:
    """A job (job.h) of a model, with the peer's functions and pairing."""
    name: str
    model: str
    peer: callable
    adjacent: bool
    options: str


def vision(name, grid):
    return Shape(name, "qwen2_5_vl_vision", peers.vision, False, f"--grid {grid} --heads 16")


SHAPES = [
    vision("vision-64", "1x8x8"),
    vision("vision-4096", "1x64x64"),
    Shape("image-32", "qwen_image", peers.image, True, "--grid 1x4x4 --text 16 --heads 24"),
    Shape("image-4608", "qwen_image", peers.image, True, "--grid 1x64x64 --text 512 --heads 24"),
    Shape("text-2048", "llama", peers.text, False, "--tokens 2048 --heads 32 --k-heads 8"),
]
# From L1 to memory: 4 to 32,768 tokens.
SWEEP = [vision(f"vision-{4 << i}", f"1x{2 << i // 2}x{2 << (i + 1) // 2}") for i in range(14)]


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0],
                                     usage="bench.py [options]; --help lists them")
    names = [shape.name for shape in SHAPES]
    parser.add_argument("--shape", nargs="+", choices=names, default=names)
    parser.add_argument("--sweep", action="store_true",
                        help="instead of the shapes, one model's tokens from L1 to memory")
    parser.add_argument("--type", nargs="+", choices=TYPES, default=["f32", "bf16"])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=5, help="for each table")
    parser.add_argument("--csv", type=pathlib.Path, help="write all rows to this file")
    parser.add_argument("--json", type=pathlib.Path, help="the same")
    arguments = parser.parse_args()
    for path in (arguments.csv, arguments.json):
        if path and not path.parent.is_dir():
            parser.error(f"{path}: there is no such folder; make it first")
    return arguments


def say(text):
    """One redrawn line on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def stop(text):
    say("")
    raise SystemExit(f"bench-peers: {text}")


def peer_candidates(library, shape, threads):
    """The peers of a shape at a number of threads, and why others are not among them."""
    work = (library.q, library.k, library.cos, library.sin)
    peer = shape.peer(*work)
    rows = tuple(x.to(library.dtype) for x in peer.rows)
    ways = {f"{peer.name}, eager": (peer.eager(), peer.layout),
            f"{peer.name}, torch.compile": (peer.compiled(), peer.layout)}
    left_out = {}
    for name in ort.OPERATORS:
        try:
            ways[name] = (ort.rotation(name, library.q, library.k, *rows, shape.adjacent, threads),
                          lambda x: x)
        except ort.UNSUPPORTED as problem:
            left_out[name] = ort.reason(problem)

    def candidate(name, function, layout):
        timed = python_sample(function, library.threads)

        def sample(calls):
            torch.set_num_threads(threads)
            return timed(calls)

        def result():
            library.fill()
            torch.set_num_threads(threads)
            return tuple(layout(x) for x in function())
        return Candidate(name, sample, result, threads)
    return [candidate(name, *way) for name, way in ways.items()], left_out


def bits(x):
    return x.contiguous().view(torch.int32 if x.dtype == torch.float32 else torch.int16)


def check(candidates, native, library, shape):
    """Notes each result's largest error, and whether it has eager's bits, as native ones must."""
    library.fill()
    peer = shape.peer(library.q, library.k, library.cos, library.sin)
    want = [peers.exact(x, peer.rows, shape.adjacent) for x in (library.q, library.k)]
    eager = [bits(peer.layout(x)) for x in peer.eager()()]
    bound = CLOSE * torch.finfo(library.dtype).eps * max(x.abs().max().item() for x in want)
    for one in candidates:
        say(f"checking {one.name}")
        got = [x.clone() for x in one.result()]
        one.error = max((x.double() - y).abs().max().item() for x, y in zip(got, want))
        one.same_bits = all(torch.equal(bits(x), y) for x, y in zip(got, eager))
        if not one.error <= bound:
            stop(f"{one.name}: off by {one.error}, more than {bound}")
        if one in native and not one.same_bits:
            stop(f"{one.name}: has not the bits of {peer.name}")


def best_threads(candidates):
    """Of each name the faster number of threads."""
    best = {}
    for one in sorted(candidates, key=lambda one: quartiles(one.ratios)[1]):
        best.setdefault(one.name, one)
    return [one for one in candidates if best[one.name] is one]


def rows_of(library, shape, dtype, limit, candidates):
    size = library.elements * library.dtype.itemsize
    for one in [limit, *candidates]:
        ns = quartiles(one.ns)[1]
        low, ratio, high = quartiles(one.ratios) if one.ratios else (1, 1, 1)
        yield {
            "shape": shape.name, "model": shape.model, "type": dtype, "tokens": library.tokens,
            "bytes": size, "candidate": one.name, "threads": one.threads,
            "ns_per_token": round(ns / library.tokens, 2), "gb_per_s": round(2 * size / ns, 2),
            "ratio": round(ratio, 4), "q1": round(low, 4), "q3": round(high, 4),
            "max_error": one.error and float(f"{one.error:.2g}"), "eager_bits": one.same_bits}


def print_table(library, shape, dtype, rows, limit_name, rounds, left_out):
    heads = " and ".join(map(str, library.heads))
    print(f"{shape.model} {dtype}: {library.tokens} tokens, {heads} heads of {library.head_dim}; "
          f"q and k {rows[0]['bytes'] / 2 ** 20:.2f} MiB; threads {library.threads}; "
          f"{rounds} rounds")
    print(f"the limit: x *= c in place, {limit_name}")
    wide = max(len(row["candidate"]) for row in rows)
    print(f"  {'':{wide}} {'ns/token':>9} {'GB/s':>6}  {'ratio [quartiles]':22} {'error':>7}")
    for row in rows:
        ratio = f"{row['ratio']:.2f} [{row['q1']:.2f}, {row['q3']:.2f}]"
        error = "" if row["max_error"] is None else f"{row['max_error']:7.0e}"
        same = "eager's bits" if row["eager_bits"] else ""
        threads = f"{row['threads']} threads " if row["threads"] > 1 else ""
        line = (f"  {row['candidate']:{wide}} {row['ns_per_token']:9.1f} {row['gb_per_s']:6.1f}  "
                f"{ratio:22} {error:>7}  {threads}{same}")
        print(line.rstrip())
    for name, reason in left_out.items():
        print(f"  left out: {name}, of {dtype}: {reason}")
    print(flush=True)


def bench(library, shape, dtype, arguments):
    library.start(shape.options)
    torch._dynamo.reset()
    limit, native = library.candidates()
    others, left_out = list(native), {}
    for name in set(COMPILERS) - set(compilers()):
        left_out[f"{name}, naive"] = "there is no such compiler here"
    for threads in sorted({1, arguments.threads}):
        more, reasons = peer_candidates(library, shape, threads)
        left_out |= reasons
        others += more
    check(others, native, library, shape)
    again = Candidate("limit, again", limit.sample, threads=library.threads)
    limit_name = library.pick_limit(arguments.seconds / 8).decode()
    small = library.elements * library.dtype.itemsize <= CACHED_BYTES
    rounds = measure(limit, [again, *others], library.fill, arguments.seconds,
                     2e5 if small else 1e6, lambda text: say(f"{shape.name} {dtype}: {text}"))
    say("")
    rows = list(rows_of(library, shape, dtype, limit, [again, *best_threads(others)]))
    print_table(library, shape, dtype, rows, limit_name, rounds, left_out)
    return rows, len(left_out)


def write(arguments, facts, rows):
    """To the files that were asked for, when all is measured."""
    if arguments.csv:
        with arguments.csv.open("w") as file:
            file.writelines(f"# {name}: {value}\n" for name, value in facts.items())
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    if arguments.json:
        arguments.json.write_text(json.dumps({"machine": facts, "rows": rows}, indent=1) + "\n")


def main():
    arguments = parse()
    torch.set_grad_enabled(False)
    torch.set_num_threads(arguments.threads)
    rows, left_out, libraries = [], 0, {}
    for shape in SWEEP if arguments.sweep else SHAPES:
        for dtype in arguments.type:
            if not arguments.sweep and shape.name not in arguments.shape:
                continue
            key = (shape.model, dtype)
            if key not in libraries:
                libraries[key] = Library(*key, arguments.threads)
            more, out = bench(libraries[key], shape, dtype, arguments)
            rows += more
            left_out += out
    write(arguments, machine.facts(), rows)
    print(f"{len(rows)} timed, {left_out} left out; ratio: to the limit, each sample between two "
          "of its own; error: to float64 with the same cos and sin")


main()
