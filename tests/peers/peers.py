"""The peers of a rotation: PyTorch with the functions of transformers and diffusers, as they are
and compiled.

In: q and k, (tokens, heads, head_dim), and float32 cos and sin, (tokens, pairs). Out: functions
without arguments that turn them into new tensors. Always: arguments have the layout and the type
that the model's own code gives them.
"""
import logging
import warnings
from dataclasses import dataclass

import torch
from diffusers.models.transformers.transformer_qwenimage import apply_rotary_emb_qwen
from transformers.models.llama.modeling_llama import apply_rotary_pos_emb
from transformers.models.qwen2_5_vl.modeling_qwen2_5_vl import apply_rotary_pos_emb_vision

# Inductor says that it compiles nothing of complex numbers, as the timing does too, and that there
# is no device.
warnings.filterwarnings("ignore", message=".*complex operators.*")
logging.getLogger("torch.utils.cpp_extension").setLevel(logging.ERROR)


@dataclass
class Peer:
    name: str
    function: callable
    arguments: tuple
    layout: callable = lambda x: x  # of a result: (tokens, heads, head_dim) again
    rows: tuple = ()  # cos and sin as the function has them, (tokens, pairs)

    def eager(self):
        return lambda: self.function(*self.arguments)

    def compiled(self):
        function = torch.compile(self.function, dynamic=False)
        return lambda: function(*self.arguments)


def twice(x):
    return torch.cat((x, x), dim=-1)


def vision(q, k, cos, sin):
    return Peer("transformers apply_rotary_pos_emb_vision", apply_rotary_pos_emb_vision,
                (q, k, twice(cos), twice(sin)), rows=(cos, sin))


def text(q, k, cos, sin):
    """cos and sin come in q's type; heads stand before tokens, in memory behind them."""
    rows = tuple(x.to(q.dtype) for x in (cos, sin))
    heads_first = (x.unsqueeze(0).transpose(1, 2) for x in (q, k))
    return Peer("transformers apply_rotary_pos_emb", apply_rotary_pos_emb,
                (*heads_first, *(twice(x).unsqueeze(0) for x in rows)),
                lambda x: x.transpose(1, 2)[0], rows)


def image(q, k, cos, sin):
    def both(q, k, freqs):
        return tuple(apply_rotary_emb_qwen(x, freqs, use_real=False) for x in (q, k))
    return Peer("diffusers apply_rotary_emb_qwen", both,
                (q.unsqueeze(0), k.unsqueeze(0), torch.complex(cos, sin)), lambda x: x[0],
                (cos, sin))


def exact(x, rows, adjacent):
    """The rotation in float64."""
    pairs = x.shape[-1] // 2
    wide = x.double()
    cos, sin = (row.double().unsqueeze(1) for row in rows)
    split = wide.unflatten(-1, (pairs, 2) if adjacent else (2, pairs))
    a, b = split.unbind(-1 if adjacent else -2)
    return torch.stack((a * cos - b * sin, b * cos + a * sin), -1 if adjacent else -2).flatten(-2)
