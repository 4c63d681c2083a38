"""Times how ids and cos and sin are made, beside transformers and diffusers.

In: --seconds. Out: a table for each of two models, every sample between two samples of the peer.
Always: cos and sin have been compared with the peer's before; a peer makes cos and sin of each
token, ropewalk's rotation needs the tables only, and ids where it is not by grids.
"""
import argparse
import functools

import torch
from diffusers.models.transformers.transformer_qwenimage import QwenEmbedRope
from transformers.models.qwen2_5_vl.configuration_qwen2_5_vl import Qwen2_5_VLVisionConfig
from transformers.models.qwen2_5_vl.modeling_qwen2_5_vl import Qwen2_5_VLVisionRotaryEmbedding
from transformers.vision_utils import get_vision_position_ids

from library import Library
from measure import Candidate, measure, python_sample, quartiles

SIDE, TEXT = 64, 512
APART = 1e-6  # how far the peer's cos and sin may be: its libm is not correctly rounded
LEAST_NS = 1e6  # of a sample


def vision():
    """transformers: ids, cos and sin, as each forward pass makes them."""
    config = Qwen2_5_VLVisionConfig(hidden_size=1280, num_heads=16)
    embedding = Qwen2_5_VLVisionRotaryEmbedding(config)
    grids, hidden = torch.tensor([[1, SIDE, SIDE]]), torch.empty(0)

    def make():
        return embedding(hidden, get_vision_position_ids(grids, config.spatial_merge_size))

    def pairs(cos, sin):
        return (x[:, :x.shape[1] // 2] for x in (cos, sin))
    return make, pairs, {}


def image():
    """diffusers: the first forward pass of a size, from tables that are there."""
    def start():
        return QwenEmbedRope(10000, [16, 56, 56], scale_rope=True)

    embedding = start()
    uncached = QwenEmbedRope._compute_video_freqs.__wrapped__
    embedding._compute_video_freqs = functools.partial(uncached, embedding)

    def make():
        return embedding([(1, SIDE, SIDE)], torch.device("cpu"), TEXT)

    def pairs(of_image, of_text):
        both = torch.cat((of_text, of_image))
        return both.real, both.imag
    return make, pairs, {"diffusers QwenEmbedRope(), once": start}


JOBS = [
    ("transformers get_vision_position_ids and rotary embedding", "qwen2_5_vl_vision", vision,
     f"--grid 1x{SIDE}x{SIDE}"),
    ("diffusers QwenEmbedRope, its cache of sizes cleared", "qwen_image", image,
     f"--grid 1x{SIDE}x{SIDE} --text {TEXT}"),
]


def bench(name, model, peer, options, seconds):
    library = Library(model, "f32", 1)
    library.start(options)
    positions, candidates = library.building()
    make, pairs, more = peer()
    for got, want in zip((library.cos, library.sin), pairs(*make())):
        if not (got - want).abs().max().item() <= APART:
            raise SystemExit(f"bench-peers: {name}: its cos and sin are others than ropewalk's")
    base = Candidate(name, python_sample(make))
    others = [Candidate(f"{name}, again", base.sample), *candidates]
    others += [Candidate(what, python_sample(function)) for what, function in more.items()]
    rounds = measure(base, others, lambda: None, seconds, LEAST_NS, lambda text: None)
    print(f"{model}: ids, cos and sin of {library.tokens} tokens, at most {positions} positions of "
          f"an axis; {rounds} rounds\n  {'':60} {'us':>8}  of the peer's time [quartiles]")
    for one in others:
        low, ratio, high = quartiles(one.ratios)
        print(f"  {one.name:60} {quartiles(one.ns)[1] / 1e3:8.1f}  "
              f"{ratio:.4f} [{low:.4f}, {high:.4f}]")
    print(flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=3, help="for each table")
    seconds = parser.parse_args().seconds
    torch.set_grad_enabled(False)
    torch.set_num_threads(1)
    for job in JOBS:
        bench(*job, seconds)


main()
