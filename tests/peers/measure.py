"""Timing beside a base, on a machine that is never quiet.

In: candidates, and the base that they are compared with. Out: nanoseconds per call and ratios to
the base. Always: each sample of a candidate stands between two samples of the base and is divided
by their mean; a round times every candidate once, in an order drawn anew; before each sample
`prepare` runs, untimed.
"""
import gc
import random
import statistics
import time
from dataclasses import dataclass, field

FEWEST_ROUNDS, MOST_ROUNDS = 7, 101


@dataclass(eq=False)
class Candidate:
    name: str
    sample: callable  # of a number of calls: their nanoseconds
    result: callable = None  # q and k as it turned them
    threads: int = 1
    error: float = None  # of the result, against float64
    same_bits: bool = None  # as the peer that it is to equal
    calls: int = 1
    ns: list = field(default_factory=list)
    ratios: list = field(default_factory=list)


def python_sample(function, threads=1):
    """How a function is sampled: by the time of its thread, or, with more of them, by the wall. It
    is called once more before, untimed: it finds caches and freed memory as it leaves them."""
    clock = time.thread_time_ns if threads == 1 else time.perf_counter_ns

    def sample(calls):
        function()
        begin = clock()
        for _ in range(calls):
            function()
        return clock() - begin
    return sample


def measure(base, candidates, prepare, seconds, least_ns, say):
    """Fills in ns and ratios for about so many seconds; returns the number of rounds."""
    def sample(one, calls):
        prepare()
        return one.sample(calls)

    def calibrate(one):
        sample(one, 1)
        while sample(one, one.calls) < least_ns:
            one.calls *= 2

    for one in [base, *candidates]:
        say(f"calibrating {one.name}")
        calibrate(one)
    gc.collect()
    gc.disable()
    end, rounds, order = time.monotonic() + seconds, 0, list(candidates)
    while rounds < FEWEST_ROUNDS or (rounds < MOST_ROUNDS and time.monotonic() < end):
        say(f"round {rounds + 1}")
        random.shuffle(order)
        before = sample(base, base.calls) / base.calls
        for one in order:
            ns = sample(one, one.calls) / one.calls
            after = sample(base, base.calls) / base.calls
            one.ns.append(ns)
            one.ratios.append(2 * ns / (before + after))
            before = after
            base.ns.append(after)
        rounds += 1
    gc.enable()
    return rounds


def quartiles(values):
    return statistics.quantiles(values, n=4, method="inclusive")
