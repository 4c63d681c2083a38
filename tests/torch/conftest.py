"""What the tests share: q and k of a type, cos and sin, the rotation written plainly.

In: pytest's fixtures. Out: tensors. Always: every random number comes from one seed.
"""
import pytest
import torch

DTYPES = (torch.float32, torch.bfloat16, torch.float16)
HEAD_DIMS = (2, 30, 64, 72, 80, 128, 256)


@pytest.fixture(autouse=True)
def seed():
    torch.manual_seed(1)


@pytest.fixture
def no_grad():
    with torch.no_grad():
        yield


@pytest.fixture(params=DTYPES, ids=("f32", "bf16", "f16"))
def dtype(request):
    return request.param


@pytest.fixture(params=("half", "adjacent"))
def pairing(request):
    return request.param


@pytest.fixture(params=HEAD_DIMS)
def head_dim(request):
    return request.param


def rows(tokens, head_dim):
    angles = 6 * torch.randn(tokens, head_dim // 2)
    return angles.cos(), angles.sin()


def packed(tokens, heads, head_dim, dtype):
    """q, k and v as slices of one buffer, and the buffer."""
    qkv = torch.randn(tokens, 3, heads, head_dim).to(dtype)
    return *qkv.unbind(1), qkv


def wide(row, pairing):
    return torch.cat((row, row), -1) if pairing == "half" else row.repeat_interleave(2, -1)


def plain(x, cos, sin, pairing, direction=1):
    """The rotation: product, product, sum in float32, rounded once."""
    def split(y):
        return y.chunk(2, -1) if pairing == "half" else (y[..., 0::2], y[..., 1::2])

    result = torch.empty_like(x)
    (a, b), (first, second) = split(x.float()), split(result)
    c, s = cos.unsqueeze(-2), direction * sin.unsqueeze(-2)
    first.copy_(a * c - b * s)
    second.copy_(b * c + a * s)
    return result


def same(x, y):
    """Whether all bits are the same, and shapes, and types."""
    return x.dtype == y.dtype and x.shape == y.shape and torch.equal(
        x.contiguous().view(torch.uint8), y.contiguous().view(torch.uint8))
