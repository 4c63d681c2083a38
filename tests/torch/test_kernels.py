"""The generated kernels called with numpy arrays: strides, types, threads, what is refused."""
import os
import signal

import numpy
import pytest
import torch

from conftest import packed, plain, rows, same
from ropewalk import kernels, rotation
from ropewalk.ops import array

TOKENS, HEADS = 37, 3


def test_turns_slices_of_a_packed_buffer_in_place(dtype, pairing, head_dim):
    q, k, _, qkv = packed(TOKENS, HEADS, head_dim, dtype)
    cos, sin = rows(TOKENS, head_dim)
    want = qkv.clone()
    want[:, 0], want[:, 1] = (plain(x, cos, sin, pairing) for x in (q, k))
    views = [(array(x), array(x)) for x in (q, k)]
    rotation(pairing, head_dim)(views, array(cos), array(sin))
    assert same(qkv, want)


def test_writes_elsewhere_with_other_strides_and_leaves_the_input(dtype, pairing):
    q, *_ = packed(TOKENS, HEADS, 80, dtype)
    before, cos_sin = q.clone(), rows(TOKENS, 80)
    heads_first = torch.zeros(HEADS, TOKENS, 80, dtype=dtype)
    rotation(pairing, 80)([(array(q), array(heads_first.transpose(0, 1)))], *map(array, cos_sin))
    assert same(heads_first.transpose(0, 1), plain(q, *cos_sin, pairing))
    assert same(q, before)


def test_takes_tokens_backwards():
    q, *_ = packed(TOKENS, HEADS, 80, torch.float32)
    cos, sin = rows(TOKENS, 80)
    want = plain(q, cos.flip(0), sin.flip(0), "half")
    view = array(q)[::-1]
    rotation("half", 80)([(view, view)], array(cos), array(sin))
    assert same(q, want)


def test_direction_is_the_inverse(pairing):
    q, *_ = packed(TOKENS, HEADS, 72, torch.float32)
    cos, sin = rows(TOKENS, 72)
    want = plain(q, cos, sin, pairing, -1)
    rotation(pairing, 72)([(array(q), array(q))], array(cos), array(sin), -1)
    assert same(q, want)


@pytest.mark.parametrize("layout", [
    "slice of full width", "complex", "every second", "one row", "one row, complex"])
def test_reads_cos_and_sin_of_any_layout(layout, pairing):
    q, *_ = packed(TOKENS, HEADS, 64, torch.float32)
    cos, sin = rows(TOKENS, 64)
    if layout == "slice of full width":
        cos, sin = (torch.cat((x, torch.full_like(x, 9)), -1)[:, :32] for x in (cos, sin))
    elif layout.endswith("complex"):
        both = torch.complex(cos, sin)
        both = both[:1].expand(TOKENS, 32) if layout.startswith("one row") else both
        cos, sin = both.real, both.imag
    elif layout == "every second":
        cos, sin = (x.repeat_interleave(2, -1)[:, ::2] for x in (cos, sin))
    else:
        cos, sin = (x[:1].expand(TOKENS, 32) for x in (cos, sin))
    want = plain(q, cos, sin, pairing)
    rotation(pairing, 64)([(array(q), array(q))], array(cos), array(sin))
    assert same(q, want)


def test_rows_that_lie_well_are_not_copied():
    full = torch.randn(TOKENS, 64)
    both = torch.randn(TOKENS, 32, dtype=torch.complex64)
    turn = rotation("adjacent", 64)
    entry, places, stride, copies = turn.rows(array(full[:, :32]), array(full[:, 32:]))
    assert (entry, stride, copies) == ("cos_sin", 64, None)
    assert places == (full.data_ptr(), full.data_ptr() + 32 * 4)
    entry, places, stride, copies = turn.rows(array(both.real), array(both.imag))
    assert (entry, stride, copies, places) == ("cis", 64, None, (both.data_ptr(),))


@pytest.mark.parametrize("threads", [2, 3, 64])
def test_threads_change_no_bit(threads, monkeypatch):
    monkeypatch.setattr(kernels, "SHARE", 1)
    q, k, _, qkv = packed(TOKENS, HEADS, 80, torch.bfloat16)
    cos, sin = rows(TOKENS, 80)
    want = qkv.clone()
    want[:, 0], want[:, 1] = (plain(x, cos, sin, "half") for x in (q, k))
    views = [(array(x), array(x)) for x in (q, k)]
    rotation("half", 80)(views, array(cos), array(sin), threads=threads)
    assert same(qkv, want)


def test_small_work_stays_on_its_thread(monkeypatch):
    monkeypatch.setattr(kernels, "pool", None)
    q, *_ = packed(TOKENS, HEADS, 80, torch.float32)
    rotation("half", 80)([(array(q), array(q))], *map(array, rows(TOKENS, 80)), threads=8)


def test_threads_work_after_a_fork(monkeypatch):
    monkeypatch.setattr(kernels, "SHARE", 1)
    q, *_ = packed(TOKENS, HEADS, 80, torch.float32)
    arguments = [(array(q), array(q))], *map(array, rows(TOKENS, 80))
    rotation("half", 80)(*arguments, threads=2)
    child = os.fork()
    if child == 0:
        signal.alarm(30)  # rather than wait for threads that are not there
        rotation("half", 80)(*arguments, threads=2)
        os._exit(7)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


def test_no_tokens_and_no_heads_are_no_error():
    for tokens, heads in ((0, 2), (2, 0)):
        x = numpy.zeros((tokens, heads, 80), numpy.float32)
        rotation("half", 80)([(x, x)], *map(array, rows(tokens, 80)), threads=2)


def changed(**of):
    """Arguments that are good but for one."""
    x = numpy.ones((4, 2, 80), numpy.float32)
    row = numpy.ones((4, 40), numpy.float32)
    good = {"given": x, "result": x, "cos": row, "sin": row, "direction": 1}
    return {**good, **of}


ONES = numpy.ones((8, 4, 160), numpy.float32)
BAD = {
    "of one type: .*": changed(result=numpy.ones((4, 2, 80), numpy.float16)),
    r"one type: float32, float16 or uint16": changed(given=ONES[:4, :2, :80].astype(float),
                                                     result=ONES[:4, :2, :80].astype(float)),
    r"must be \(tokens, heads, 80\)": changed(given=ONES[:4, :2, :81], result=ONES[:4, :2, :81]),
    "channels must be contiguous": changed(given=ONES[:4, :2, ::2], result=ONES[:4, :2, ::2]),
    "shape of its input": changed(result=numpy.ones((4, 3, 80), numpy.float32)),
    "read-only": changed(result=numpy.broadcast_to(numpy.float32(1), (4, 2, 80)).copy()),
    "heads of an output overlap": changed(
        result=numpy.lib.stride_tricks.as_strided(ONES, (4, 2, 80), (640, 160, 4))),
    "apart from it": changed(given=ONES[:4, :2, :80], result=ONES[1:5, :2, :80]),
    r"cos and sin must be \(tokens, 40\)": changed(sin=numpy.ones((4, 39), numpy.float32)),
    "must be float32": changed(cos=numpy.ones((4, 40)), sin=numpy.ones((4, 40))),
    "range or stride": changed(direction=2),
}


@pytest.mark.parametrize("message", BAD)
def test_refuses_and_writes_nothing(message):
    bad = BAD[message]
    if message == "read-only":
        bad["result"].flags.writeable = False
    before = ONES.copy(), bad["result"].copy()
    with pytest.raises(ValueError, match=message):
        rotation("half", 80)([(bad["given"], bad["result"])], bad["cos"], bad["sin"],
                             bad["direction"])
    assert (before[0] == ONES).all() and (before[1] == bad["result"]).all()


def test_refuses_to_turn_an_element_twice():
    x = numpy.ones((4, 4, 80), numpy.float32)
    row = numpy.ones((4, 40), numpy.float32)
    with pytest.raises(ValueError, match="outputs overlap"):
        rotation("half", 80)([(x[:, :3], x[:, :3]), (x[:, 2:], x[:, 2:])], row, row)
    assert (x == 1).all()


def test_a_missing_program_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(kernels, "FOLDER", tmp_path)
    for variable in ("CC", "ROPEWALK"):
        monkeypatch.setenv(variable, "no-such-program")
        with pytest.raises(RuntimeError, match=f"no-such-program: .*; {variable} says"):
            kernels.Rotation("half", 10)


def test_a_library_is_compiled_anew_only_if_its_config_changed(monkeypatch, tmp_path):
    monkeypatch.setattr(kernels, "FOLDER", tmp_path)
    config = kernels.CONFIG.format(name="rope", head_dim=4, pairing="half")
    first = kernels.build("rope", config).stat().st_mtime_ns
    assert kernels.build("rope", config).stat().st_mtime_ns == first
    assert kernels.build("rope", config.replace('"half"', '"adjacent"')).stat().st_mtime_ns > first
