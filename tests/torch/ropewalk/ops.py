"""The rotation as operators of torch, for tensors on the CPU.

In: tensors (tokens, heads, head_dim) or (batch, tokens, heads, head_dim), float32, bfloat16 or
float16, and cos and sin, (tokens, head_dim / 2), which may be views, such as the real and the
imaginary part of complex numbers. Out: `rotate_` turns in place, `rotate` returns new tensors and
has a gradient, which is the inverse rotation. Always: torch's own number of threads; each result is
rounded once from float32 arithmetic.
"""
from typing import List, Sequence

import torch
from torch import Tensor

from .kernels import rotation


def array(x):
    """The memory of a tensor, for numpy."""
    x = x.detach()
    return (x.view(torch.uint16) if x.dtype == torch.bfloat16 else x).numpy()


def arrays(xs):
    """(tokens, heads, head_dim) each."""
    return [array(item) for x in xs for item in (x.unbind(0) if x.dim() == 4 else (x,))]


def turn(inputs, outputs, cos, sin, pairing, direction):
    if inputs:
        rotation(pairing, inputs[0].shape[2])(
            list(zip(inputs, outputs)), array(cos.float()), array(sin.float()), direction,
            torch.get_num_threads())


@torch.library.custom_op("ropewalk::rotate_", mutates_args={"xs"}, device_types="cpu")
def rotate_(xs: Sequence[Tensor], cos: Tensor, sin: Tensor, pairing: str,
            direction: int = 1) -> None:
    views = arrays(xs)
    turn(views, views, cos, sin, pairing, direction)


@torch.library.custom_op("ropewalk::rotate", mutates_args=(), device_types="cpu")
def rotate(xs: Sequence[Tensor], cos: Tensor, sin: Tensor, pairing: str,
           direction: int = 1) -> List[Tensor]:
    results = [torch.empty_like(x) for x in xs]
    turn(arrays(xs), arrays(results), cos, sin, pairing, direction)
    return results


@rotate.register_fake
def _(xs, cos, sin, pairing, direction=1):
    return [torch.empty_like(x) for x in xs]


def setup_context(ctx, inputs, output):
    _, cos, sin, ctx.pairing, ctx.direction = inputs
    ctx.save_for_backward(cos, sin)


def backward(ctx, grads):
    turned = rotate([g.contiguous() for g in grads], *ctx.saved_tensors, ctx.pairing,
                    -ctx.direction)
    return turned, None, None, None, None


rotate.register_autograd(backward, setup_context=setup_context)
