"""Times rotations of q and k on a device, in place, beside their peers and the limit.

In: --library PATH --model NAME --heads N, whether pairs are adjacent, tokens, types. Out: a row of
a table for each type and number of tokens. Always: candidates take turns in an order that changes
every round, after a write that empties the L2; the limit is an in-place scale of the same bytes;
each result is compared with float64 first. The rotation and the Triton kernel work in place, eager
and compiled PyTorch return new tensors, as their users do. With --smoke all but the compiler and
the timing runs on the CPU, by the host's entries.
"""
import argparse
import random
import statistics

import torch

import peers
from library import Model

TYPES = {"f32": torch.float32, "bf16": torch.bfloat16, "f16": torch.float16}
ROUNDS, WARM_UP = 50, 5
L2_BYTES = 256 << 20  # written between launches: more than any L2
LAUNCH_BOUND = 64  # up to so many tokens a launch takes longer than its memory


def parse():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--library", required=True)
    parser.add_argument("--model", required=True)
    parser.add_argument("--heads", type=int, required=True)
    parser.add_argument("--adjacent", action="store_true", help="pairs are neighbours, not halves")
    parser.add_argument("--tokens", type=int, nargs="+", default=[1, LAUNCH_BOUND, 16384])
    parser.add_argument("--types", nargs="+", choices=TYPES, default=list(TYPES))
    parser.add_argument("--smoke", action="store_true", help="on the CPU, untimed")
    return parser.parse_args()


def make_rows(model, ids, adjacent):
    """cos and sin of every channel, as the peers take them."""
    cos, sin = (torch.empty(len(ids), model.pairs) for _ in range(2))
    model.rows(ids, cos, sin)
    if adjacent:
        return tuple(x.repeat_interleave(2, dim=1) for x in (cos, sin))
    return tuple(torch.cat((x, x), dim=1) for x in (cos, sin))


def make_work(model, heads, tokens, dtype, device, adjacent):
    ids = torch.stack([torch.arange(tokens, dtype=torch.int32) % (most + 1)
                       for most in model.position_max], dim=1).contiguous()
    cos, sin = (x.to(device) for x in make_rows(model, ids, adjacent))
    both = torch.randn(2, tokens, heads, model.head_dim, device=device).to(dtype)
    tables = torch.empty(model.table_floats, device=device)
    model.fill_tables(tables)
    return both, cos, sin, tables, ids.to(device)


def candidates(model, name, work, adjacent, smoke):
    """Name -> a function that turns q and k and returns both; the limit first."""
    both, cos, sin, tables, ids = work
    q, k = both
    own = model.rotation(name, q, k, tables, ids)
    rows = (cos, sin, adjacent)

    def ropewalk():
        own()
        return q, k

    functions = {"scale": lambda: both.mul_(1.0), "ropewalk": ropewalk,
                 "eager": lambda: peers.eager(q, k, *rows),
                 "triton": lambda: peers.fused(q, k, *rows)}
    if not smoke:
        compiled = peers.compiled()
        functions["compile"] = lambda: compiled(q, k, *rows)
    return functions


def check(functions, work, adjacent):
    """Each result is that of float64 arithmetic, but for a few roundings to its type."""
    both, cos, sin, *_ = work
    before = both.clone()
    wide = before.double()
    want = wide * cos.unsqueeze(1) + peers.rotate_half(wide, adjacent) * sin.unsqueeze(1)
    bound = 4 * torch.finfo(both.dtype).eps * wide.abs().max().item()
    for name, function in functions.items():
        if name == "scale":
            continue
        worst = (torch.stack(function()).double() - want).abs().max().item()
        if not worst <= bound:
            raise SystemExit(f"{name}: off by {worst}, more than {bound}")
        both.copy_(before)


def microseconds(functions, flush):
    """Name -> medians over rounds, every round in an order of its own."""
    times = {name: [] for name in functions}
    order = list(functions)
    for turn in range(WARM_UP + ROUNDS):
        random.shuffle(order)
        for name in order:
            flush.zero_()
            begin, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
            begin.record()
            functions[name]()
            end.record()
            end.synchronize()
            if turn >= WARM_UP:
                times[name].append(begin.elapsed_time(end) * 1000)
    return {name: statistics.median(list_of) for name, list_of in times.items()}


def print_row(model, name, tokens, bytes_moved, times):
    cells = [f"{other} {time:8.1f} us {times['scale'] / time:5.2f}"
             for other, time in times.items()]
    note = "  launch-bound" if tokens <= LAUNCH_BOUND else ""
    rate = bytes_moved / times["scale"] / 1e6
    print(f"{model.name} {name:4} {tokens:6} tokens, scale {rate:.2f} TB/s: "
          + ", ".join(cells) + note, flush=True)


def main():
    arguments = parse()
    device = "cpu" if arguments.smoke else "cuda"
    model = Model(arguments.library, arguments.model, not arguments.smoke)
    flush = None if arguments.smoke else torch.empty(L2_BYTES, dtype=torch.uint8, device=device)
    for tokens in arguments.tokens:
        for name in arguments.types:
            work = make_work(model, arguments.heads, tokens, TYPES[name], device,
                             arguments.adjacent)
            functions = candidates(model, name, work, arguments.adjacent, arguments.smoke)
            check(functions, work, arguments.adjacent)
            if arguments.smoke:
                print(f"{model.name} {name} {tokens}: {', '.join(functions)} agree")
                continue
            moved = 2 * work[0].numel() * work[0].element_size()
            print_row(model, name, tokens, moved, microseconds(functions, flush))


main()
