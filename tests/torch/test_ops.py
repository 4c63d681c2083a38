"""The operators of torch: what torch demands of one, compilation, gradients."""
import pytest
import torch

from conftest import packed, plain, rows, same
from ropewalk import rotate, rotate_

TOKENS, HEADS = 9, 2


@pytest.mark.parametrize("gradient", [False, True], ids=("plain", "gradient"))
def test_opcheck_of_new_tensors(gradient, dtype):
    q, k, *_ = (x.detach().requires_grad_(gradient) for x in packed(TOKENS, HEADS, 80, dtype))
    torch.library.opcheck(rotate, ([q, k], *rows(TOKENS, 80), "half"))
    torch.library.opcheck(rotate, ([q], *rows(TOKENS, 80), "adjacent", -1))


def test_opcheck_in_place(dtype):
    q, k, *_ = packed(TOKENS, HEADS, 80, dtype)
    torch.library.opcheck(rotate_, ([q.clone(), k.clone()], *rows(TOKENS, 80), "half"))


def test_a_batch_shares_cos_and_sin(dtype, pairing):
    x = torch.randn(3, TOKENS, HEADS, 64).to(dtype)
    cos, sin = rows(TOKENS, 64)
    want = plain(x, cos, sin, pairing)
    assert same(rotate([x], cos, sin, pairing)[0], want)
    rotate_([x], cos, sin, pairing)
    assert same(x, want)


def test_cos_and_sin_of_16_bits_are_widened():
    q, *_ = packed(TOKENS, HEADS, 80, torch.bfloat16)
    cos, sin = (x.bfloat16() for x in rows(TOKENS, 80))
    want = plain(q, cos.float(), sin.float(), "half")
    assert same(rotate([q], cos, sin, "half")[0], want)


def test_takes_tensors_of_inference_mode():
    with torch.inference_mode():
        q, k, _, qkv = packed(TOKENS, HEADS, 80, torch.bfloat16)
        cos, sin = rows(TOKENS, 80)
        want = [plain(x, cos, sin, "half") for x in (q, k)]
        rotate_([q, k], cos, sin, "half")
        assert same(qkv[:, 0], want[0]) and same(qkv[:, 1], want[1])


def test_torch_is_told_of_a_change_in_place():
    x = torch.randn(TOKENS, HEADS, 80, requires_grad=True)
    square = x.detach().requires_grad_() * x
    loss = square**2  # keeps square for its gradient
    with torch.no_grad():
        rotate_([square], *rows(TOKENS, 80), "half")
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.sum().backward()


def test_the_gradient_is_torchs(dtype, pairing):
    cos, sin = rows(TOKENS, 80)
    xs = [torch.randn(TOKENS, HEADS, 80).to(dtype).requires_grad_() for _ in range(2)]
    weights = [torch.randn(TOKENS, HEADS, 80).to(dtype) for _ in range(2)]

    def gradients(turned):
        return torch.autograd.grad([y for y in turned], xs, weights)

    own = gradients(rotate(xs, cos, sin, pairing))
    torchs = gradients([torch_rotation(x, cos, sin, pairing) for x in xs])
    assert all(same(a, b) for a, b in zip(own, torchs))
    assert all(same(a, plain(w, cos, sin, pairing, -1)) for a, w in zip(own, weights))


def torch_rotation(x, cos, sin, pairing):
    """With operations that have gradients of their own."""
    halves = x.float().unflatten(-1, (2, -1) if pairing == "half" else (-1, 2))
    dim = -2 if pairing == "half" else -1
    a, b = halves.unbind(dim)
    c, s = cos.unsqueeze(1), sin.unsqueeze(1)
    return torch.stack((a * c - b * s, b * c + a * s), dim).flatten(-2).to(x.dtype)


def test_the_gradient_of_a_sum_and_of_one_result_alone():
    x, y = (torch.randn(TOKENS, HEADS, 80, requires_grad=True) for _ in range(2))
    cos, sin = rows(TOKENS, 80)
    rotate([x, y], cos, sin, "half")[0].sum().backward()
    assert same(x.grad, plain(torch.ones_like(x), cos, sin, "half", -1))
    assert y.grad is None or not y.grad.any()


def test_compiles_to_one_graph():
    cos, sin = rows(TOKENS, 80)

    def attention(qkv):
        q, k, v = (qkv * 2).unbind(1)
        rotate_([q, k], cos, sin, "half")
        again, = rotate([q], cos, sin, "half", -1)
        return q + again, k, v

    qkv = torch.randn(TOKENS, 3, HEADS, 80)
    compiled = torch.compile(attention, fullgraph=True, backend="aot_eager")
    assert all(same(a, b) for a, b in zip(attention(qkv), compiled(qkv)))


def test_there_is_none_on_other_devices():
    with pytest.raises(NotImplementedError):
        rotate_([torch.empty(1, 1, 2).to_sparse()], *rows(1, 2), "half")
