"""The functions of transformers and diffusers with a kernel behind them: the same bits, or the
original where it is not sure."""
import warnings

import pytest
import torch
from diffusers.models.transformers import transformer_flux, transformer_qwenimage
from transformers.models.qwen2_5_vl import modeling_qwen2_5_vl

import ropewalk
from conftest import packed, rows, same, wide

TOKENS, HEADS = 37, 3


@pytest.mark.parametrize("batch", [False, True], ids=("tokens first", "batch"))
@pytest.mark.parametrize("grad", [False, True], ids=("in place", "new"))
@pytest.mark.parametrize("row_dtype", [torch.float32, torch.bfloat16], ids=("rows32", "rows16"))
def test_vision(dtype, head_dim, batch, grad, row_dtype):
    q, k, v, qkv = packed(TOKENS, HEADS, head_dim, dtype)
    if batch:
        q, k = q.unsqueeze(0), k.unsqueeze(0)
    row = [wide(r, "half").to(row_dtype).unsqueeze(0) if batch else wide(r, "half").to(row_dtype)
           for r in rows(TOKENS, head_dim)]
    want = modeling_qwen2_5_vl.apply_rotary_pos_emb_vision(q, k, *row)
    others = v.clone()
    with ropewalk.patch() as patch, torch.set_grad_enabled(grad):
        got = modeling_qwen2_5_vl.apply_rotary_pos_emb_vision(q, k, *row)
    assert not patch.left
    assert same(got[0], want[0]) and same(got[1], want[1]) and same(v, others)
    assert (got[0] is q and got[1] is k) == (not grad)


@pytest.mark.parametrize("unbind", [-1, -2])
@pytest.mark.parametrize("sequence_dim", [1, 2])
def test_diffusers_real(dtype, unbind, sequence_dim, no_grad):
    pairing = "adjacent" if unbind == -1 else "half"
    shape = (2, TOKENS, HEADS, 72) if sequence_dim == 1 else (2, HEADS, TOKENS, 72)
    x = torch.randn(shape).to(dtype)
    arguments = [wide(row, pairing) for row in rows(TOKENS, 72)], True, unbind, sequence_dim
    want = transformer_flux.apply_rotary_emb(x, *arguments)
    with ropewalk.patch() as patch:
        got = transformer_flux.apply_rotary_emb(x, *arguments)
    assert not patch.left and same(got, want) and got.stride() == want.stride()


def test_diffusers_complex(dtype, no_grad):
    x = torch.randn(2, TOKENS, HEADS, 128).to(dtype)
    freqs = torch.complex(*rows(TOKENS, 128))
    want = transformer_qwenimage.apply_rotary_emb_qwen(x, freqs, use_real=False)
    with ropewalk.patch() as patch:
        got = transformer_qwenimage.apply_rotary_emb_qwen(x, freqs, use_real=False)
    assert not patch.left and same(got, want) and got is x


class Subclass(torch.Tensor):
    pass


def vision_call(**of):
    q, k, *_ = packed(TOKENS, HEADS, 80, torch.float32)
    cos, sin = (wide(row, "half") for row in rows(TOKENS, 80))
    arguments = {"q": q, "k": k, "cos": cos, "sin": sin, **of}
    return lambda: modeling_qwen2_5_vl.apply_rotary_pos_emb_vision(**arguments)


def flux_call(freqs, **named):
    x = torch.randn(1, TOKENS, HEADS, 80)
    return lambda: transformer_flux.apply_rotary_emb(x, freqs, **named)


def qwen_call(head_dim, freqs):
    x = torch.randn(1, TOKENS, HEADS, head_dim)
    return lambda: transformer_qwenimage.apply_rotary_emb_qwen(x, freqs, use_real=False)


def left_calls():
    """Calls that are not replaced, by the reason."""
    full, freqs = torch.randn(TOKENS, 80), torch.complex(*rows(TOKENS, 80))
    repeated = [wide(row, "adjacent") for row in rows(TOKENS, 80)]
    return {
        "differ between the channels of a pair": vision_call(cos=full),
        "not of the tokens' heads": vision_call(cos=torch.ones(1, 80)),
        "q and k have other tokens": vision_call(q=torch.randn(1, HEADS, 80)),
        "not both float32, bfloat16": vision_call(q=torch.randn(TOKENS, HEADS, 80).double()),
        "no plain tensors": vision_call(q=torch.randn(TOKENS, HEADS, 80).as_subclass(Subclass)),
        "not on the CPU": vision_call(**{name: torch.empty(TOKENS, *shape, device="meta")
                                         for name, shape in (("q", (HEADS, 80)), ("k", (HEADS, 80)),
                                                             ("cos", (80,)), ("sin", (80,)))}),
        "not contiguous": vision_call(k=torch.randn(TOKENS, 80, HEADS).transpose(1, 2)),
        "have gradients": vision_call(cos=wide(rows(TOKENS, 80)[0], "half").requires_grad_()),
        "floats of 16 or 32 bits": flux_call([row.double() for row in repeated], sequence_dim=1),
        "use_real is not True": flux_call(freqs.unsqueeze(0), use_real=False),
        "torch would fuse": qwen_call(72, torch.complex(*rows(TOKENS, 72))),
        "torch would fuse some": qwen_call(80, freqs.t().contiguous().t()),
        "not complex64": qwen_call(80, freqs.to(torch.complex128)),
        "not of the tokens' pairs": qwen_call(80, freqs[:1]),
    }


def test_gradients_are_the_originals(dtype):
    x = torch.randn(TOKENS, 2 * HEADS, 80).to(dtype).requires_grad_()
    row = [wide(r, "half") for r in rows(TOKENS, 80)]
    weight = torch.randn(TOKENS, HEADS, 80).to(dtype)

    def gradient():
        q, k = modeling_qwen2_5_vl.apply_rotary_pos_emb_vision(*x.chunk(2, 1), *row)
        return torch.autograd.grad(((q * weight).sum(), (k * weight).sum()), x)[0]

    want = gradient()
    with ropewalk.patch() as patch:
        assert same(gradient(), want)
    assert not patch.left


@pytest.mark.parametrize("reason", left_calls())
def test_other_arguments_go_to_the_original_which_is_said_once(reason):
    call = left_calls()[reason]
    want = call()
    with ropewalk.patch() as patch:
        with pytest.warns(UserWarning, match=reason):
            got = call()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            call()
    assert [reason in line for line in patch.left] == [True]
    for a, b in zip(*((x,) if torch.is_tensor(x) else x for x in (got, want))):
        assert a.shape == b.shape and (a.is_meta or torch.equal(a, b))


def test_errors_are_the_originals():
    with ropewalk.patch(), pytest.warns(UserWarning, match="sequence_dim"):
        with pytest.raises(ValueError, match="should be 1 or 2"):
            flux_call([wide(row, "adjacent") for row in rows(TOKENS, 80)], sequence_dim=3)()


@pytest.mark.parametrize("which", ["one tensor", "heads repeated", "gradient"])
def test_what_cannot_be_turned_in_place_is_new(which, no_grad):
    if which == "one tensor":
        q = k = torch.randn(TOKENS, HEADS, 80)
    elif which == "gradient":
        q = torch.randn(TOKENS, HEADS, 80, requires_grad=True)
        k = torch.randn(TOKENS, HEADS, 80)
    else:
        q, k = torch.randn(TOKENS, 1, 80).expand(TOKENS, HEADS, 80), torch.randn(TOKENS, 1, 80)
    before = q.clone()
    row = [wide(r, "half") for r in rows(TOKENS, 80)]
    want = modeling_qwen2_5_vl.apply_rotary_pos_emb_vision(q, k, *row)
    with ropewalk.patch() as patch:
        got = modeling_qwen2_5_vl.apply_rotary_pos_emb_vision(q, k, *row)
    assert not patch.left and same(q, before)
    assert same(got[0], want[0]) and same(got[1], want[1])
