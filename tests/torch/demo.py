"""Puts generated kernels under real models, compares the results and the time.

In: --threads, --seconds for each model. Out: a table: milliseconds of a forward pass that are spent
in the rotation, and of all of it, before and after; exit status 1 if a bit of a result differs.
Always: before and after take turns, in an order drawn anew each round; a ratio is of one round;
time is the thread's own where there is one, which others on the machine do not lengthen.
"""
import argparse
import random
import statistics
import sys
import time

import torch
from tqdm import tqdm

import ropewalk
from models import MODELS, WIDE

DTYPES = {"f32": torch.float32, "bf16": torch.bfloat16}
FEWEST_ROUNDS = 5


def now():
    return time.thread_time_ns() if torch.get_num_threads() == 1 else time.perf_counter_ns()


class Clock:
    """Sums the time of what stands in for a model's function while it is a context."""

    def __init__(self, model, function):
        self.model, self.function, self.ns, self.calls = model, function, 0, 0

    def __enter__(self):
        self.usual = self.model.current()
        self.model.use(self.timed)
        return self

    def __exit__(self, *_):
        self.model.use(self.usual)

    def timed(self, *arguments, **named):
        begin = now()
        result = self.function(*arguments, **named)
        self.ns += now() - begin
        self.calls += 1
        return result


def run(model, forward, function):
    """Results, and nanoseconds of the rotation and of all."""
    with Clock(model, function) as clock:
        begin = now()
        results = forward()
        ns = now() - begin
    if not clock.calls:
        raise SystemExit(f"demo: {model.name}: nothing was rotated")
    return results, (clock.ns, ns)


def same(results, others):
    """Whether all bits are the same, and numbers."""
    return all(x.isfinite().all() and torch.equal(x.view(torch.uint8), y.view(torch.uint8))
               for x, y in zip(results, others, strict=True))


def measure(model, dtype, seconds, say):
    """Whether all results have the same bits, and for the rotation and for all the milliseconds
    before and after and the quartiles of their ratio."""
    forward = model.forward(dtype)
    after = model.current()
    before = after.__wrapped__
    want, _ = run(model, forward, before)
    good = all(same(want, run(model, forward, function)[0]) for function in (before, after))
    end, rounds = time.monotonic() + seconds, []
    while len(rounds) < FEWEST_ROUNDS or time.monotonic() < end:
        say(f"round {len(rounds) + 1}")
        rounds.append({function: run(model, forward, function)[1]
                       for function in random.sample((before, after), 2)})
    return good, [summary([ns[before][part] / 1e6 for ns in rounds],
                          [ns[after][part] / 1e6 for ns in rounds]) for part in (0, 1)]


def summary(before, after):
    """Medians, and the quartiles of the ratio."""
    ratios = [a / b for a, b in zip(after, before)]
    return (statistics.median(before), statistics.median(after),
            statistics.quantiles(ratios, n=4, method="inclusive"))


class Progress:
    """One line that is drawn anew on a terminal, else a line for each model."""

    def __init__(self, count):
        self.bar = tqdm(total=count, leave=False, disable=not sys.stderr.isatty(),
                        bar_format="{n_fmt}/{total_fmt} [{elapsed}] {desc}")

    def begin(self, what):
        self.what = what
        self.say("starting")
        if self.bar.disable:
            print(f"demo: {what}", file=sys.stderr, flush=True)

    def say(self, text):
        self.bar.set_description_str(f"{self.what}: {text}")

    def end(self, line):
        self.bar.update()
        self.bar.write(line)
        sys.stdout.flush()

    def close(self):
        self.bar.close()


def cells(before, after, ratios):
    low, ratio, high = ratios
    return f"{before:9.2f} {after:9.2f} {ratio:6.2f} [{low:.2f}, {high:.2f}]"


def compare(patch, seconds):
    """Prints the table; returns how many results differ."""
    used = {model.place for model in MODELS}
    print(f"threads: {torch.get_num_threads()}; replaced:",
          *(line for line in patch.patched if line.split(":")[0] in used), sep="\n  ")
    print(f"\n{'milliseconds of a forward pass':62} {'type':4} "
          f"{'rotation: before, after, ratio':>40} {'all: before, after, ratio':>40}  bits")
    jobs = [(model, dtype) for model in (*MODELS, WIDE) for dtype in DTYPES]
    progress, differ = Progress(len(jobs)), 0
    for model, dtype in jobs:
        progress.begin(f"{model.name} {dtype}")
        good, (rotation, whole) = measure(model, DTYPES[dtype], seconds, progress.say)
        differ += not good
        progress.end(f"{model.name:62} {dtype:4} {cells(*rotation):>40} {cells(*whole):>40}  "
                     f"{'same' if good else 'DIFFER'}")
    progress.close()
    return differ


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, help="of torch and of the kernels")
    parser.add_argument("--seconds", type=float, default=3, help="for each model and type")
    arguments = parser.parse_args()
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    torch.set_grad_enabled(False)
    with ropewalk.patch() as patch:
        differ = compare(patch, arguments.seconds)
        left = patch.left
    if differ or left:
        sys.exit(f"demo: {differ} results differ; left to the original: {left or 'nothing'}")


main()
