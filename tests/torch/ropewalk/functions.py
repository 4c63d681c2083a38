"""The functions of transformers and diffusers that a kernel can stand in for.

In: the arguments of such a function. Out: a Call, which says what to turn by which cos and sin, and
how the function returns it; or Refused with the reason. Always: a Call gives the same bits as the
function; what is not sure to is refused.

torch fuses products and sums of the complex numbers that its vectors leave over: at heads of a size
that they do not divide, which are refused, and at the ends of its threads' shares where these divide
no better: its own results then differ in a last bit from those with one thread.
"""
from typing import Callable, NamedTuple

import torch

DTYPES = (torch.float32, torch.bfloat16, torch.float16)


class Refused(Exception):
    """Arguments that are left to the original function."""


class Call(NamedTuple):
    xs: list  # (..., tokens, heads, head_dim)
    cos: torch.Tensor  # (tokens, head_dim / 2)
    sin: torch.Tensor
    pairing: str
    returned: Callable  # of the turned xs


def must(good, reason):
    if not good:
        raise Refused(reason)


def pairs(rows, x, pairing):
    """The columns of the pairs, where rows (tokens, head_dim) have both channels' alike."""
    must(rows.shape == (x.shape[-3], x.shape[-1]) and x.shape[-1] % 2 == 0,
         "cos and sin are not of the tokens' heads")
    half = x.shape[-1] // 2
    first, second = ((rows[:, :half], rows[:, half:]) if pairing == "half" else
                     (rows[:, 0::2], rows[:, 1::2]))
    must(torch.equal(first, second), "cos and sin differ between the channels of a pair")
    return first


def plain(*tensors):
    must(all(type(x) is torch.Tensor for x in tensors), "arguments are no plain tensors")
    must(all(x.device.type == "cpu" for x in tensors), "tensors are not on the CPU")


def check(xs, rows):
    plain(*xs, *rows)
    must(all(x.dim() in (3, 4) for x in xs), "q and k are not (batch, tokens, heads, head_dim)")
    must(all(x.dtype in DTYPES and x.dtype == xs[0].dtype for x in xs),
         "q and k are not both float32, bfloat16 or float16")
    must(all(x.shape[-3] == xs[0].shape[-3] and x.shape[-1] == xs[0].shape[-1] for x in xs),
         "q and k have other tokens or head dims")
    must(all(x.stride(-1) == 1 for x in xs), "the channels of a head are not contiguous")
    must(not (torch.is_grad_enabled() and any(row.requires_grad for row in rows)),
         "cos and sin have gradients")


def vision(q, k, cos, sin):
    """transformers' apply_rotary_pos_emb_vision."""
    check([q, k], [cos, sin])
    if cos.dim() == sin.dim() == 3 and len(cos) == len(sin) == 1 and q.dim() == k.dim() == 4:
        cos, sin = cos[0], sin[0]
    must(cos.dtype in DTYPES and sin.dtype in DTYPES, "cos and sin are no floats of 16 or 32 bits")
    return Call([q, k], pairs(cos, q, "half"), pairs(sin, q, "half"), "half", tuple)


def real(x, freqs_cis, use_real=True, use_real_unbind_dim=-1, sequence_dim=2):
    """diffusers' apply_rotary_emb."""
    must(use_real is True, "use_real is not True")
    must(use_real_unbind_dim in (-1, -2), "use_real_unbind_dim is neither -1 nor -2")
    must(sequence_dim in (1, 2), "sequence_dim is neither 1 nor 2")
    cos, sin = freqs_cis
    must(x.dim() == 4, "x is not (batch, tokens, heads, head_dim) or with heads before tokens")
    heads_first = sequence_dim == 2
    x = x.transpose(1, 2) if heads_first else x
    check([x], [cos, sin])
    must(cos.dtype in DTYPES and sin.dtype in DTYPES, "cos and sin are no floats of 16 or 32 bits")
    pairing = "adjacent" if use_real_unbind_dim == -1 else "half"
    return Call([x], pairs(cos, x, pairing), pairs(sin, x, pairing), pairing,
                lambda xs: xs[0].transpose(1, 2) if heads_first else xs[0])


def complex_numbers(x, freqs_cis, use_real=True, use_real_unbind_dim=-1):
    """diffusers' apply_rotary_emb_qwen."""
    must(use_real is False, "use_real is not False")
    check([x], [freqs_cis])
    must(x.dim() == 4, "x is not (batch, tokens, heads, head_dim)")
    must(freqs_cis.dtype == torch.complex64, "freqs_cis is not complex64")
    must(freqs_cis.shape == (x.shape[1], x.shape[3] // 2) and x.shape[3] % 2 == 0,
         "freqs_cis is not of the tokens' pairs")
    must(x.shape[3] % 16 == 0 and freqs_cis.stride(1) == 1, "torch would fuse some of the products")
    return Call([x], freqs_cis.real, freqs_cis.imag, "adjacent", lambda xs: xs[0])
