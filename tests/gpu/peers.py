"""The peers of a rotation on a device, by PyTorch and Triton.

In: q and k, (tokens, heads, head_dim), and cos and sin, (tokens, head_dim), of their type.
Out: functions that turn q and k; the Triton kernel in place.
Always: pairs are the channels' halves, or neighbours where `adjacent`.
"""
import torch
import triton
import triton.language as tl


def rotate_half(x, adjacent):
    if adjacent:
        first, second = x[..., 0::2], x[..., 1::2]
        return torch.stack((-second, first), dim=-1).flatten(-2)
    first, second = x.chunk(2, dim=-1)
    return torch.cat((-second, first), dim=-1)


def eager(q, k, cos, sin, adjacent):
    """As transformers and diffusers do it: float32 arithmetic, the result in q's type."""
    cos, sin = cos.unsqueeze(1).float(), sin.unsqueeze(1).float()
    return tuple(
        (x.float() * cos + rotate_half(x.float(), adjacent) * sin).to(x.dtype) for x in (q, k))


def compiled():
    return torch.compile(eager, dynamic=False)


@triton.jit
def turn(x, token, cos, sin, stride: tl.constexpr, heads: tl.constexpr, dim: tl.constexpr,
         adjacent: tl.constexpr, BLOCK: tl.constexpr):
    pairs: tl.constexpr = dim // 2
    item = tl.arange(0, BLOCK)
    head = item // pairs
    pair = item % pairs
    if adjacent:
        first, second = 2 * pair, 2 * pair + 1
    else:
        first, second = pair, pair + pairs
    inside = head < heads
    row = token * dim
    c = tl.load(cos + row + first, mask=inside, other=0.0).to(tl.float32)
    s = tl.load(sin + row + first, mask=inside, other=0.0).to(tl.float32)
    at = x + token * stride + head * dim
    a = tl.load(at + first, mask=inside, other=0.0).to(tl.float32)
    b = tl.load(at + second, mask=inside, other=0.0).to(tl.float32)
    tl.store(at + first, (a * c - b * s).to(x.dtype.element_ty), mask=inside)
    tl.store(at + second, (b * c + a * s).to(x.dtype.element_ty), mask=inside)


@triton.jit
def turn_both(q, k, cos, sin, stride: tl.constexpr, heads: tl.constexpr, dim: tl.constexpr,
              adjacent: tl.constexpr, BLOCK: tl.constexpr):
    token = tl.program_id(0).to(tl.int64)
    turn(q, token, cos, sin, stride, heads, dim, adjacent, BLOCK)
    turn(k, token, cos, sin, stride, heads, dim, adjacent, BLOCK)


def fused(q, k, cos, sin, adjacent):
    tokens, heads, dim = q.shape
    block = triton.next_power_of_2(heads * dim // 2)
    turn_both[(tokens,)](q, k, cos, sin, q.stride(0), heads, dim, adjacent, BLOCK=block)
    return q, k
