"""What is replaced in transformers and diffusers, what is refused, and that all is put back."""
import importlib.util
import pathlib
import textwrap
import types

import pytest
import torch
import transformers
from diffusers.models.transformers import transformer_flux, transformer_qwenimage
from transformers.models.inkling2 import modeling_inkling2
from transformers.models.qwen2_5_vl import modeling_qwen2_5_vl

import ropewalk
from conftest import packed, rows, same, wide
from models import MODELS
from ropewalk import patching

TOKENS, HEADS = 37, 3
VISION = "apply_rotary_pos_emb_vision"
OTHERS = {"inkling2", "minimax_m3_vl"}  # whose functions of that name do something else


def places(lines):
    return {line.split(":")[0]: line.split(": ", 1)[1] for line in lines}


def test_all_vision_towers_with_the_known_body_and_no_others():
    folder = pathlib.Path(transformers.__file__).parent / "models"
    names = {path.parent.name for path in folder.glob("*/modeling_*.py")
             if f"def {VISION}(" in path.read_text()}
    modules = {name: f"transformers.models.{name}.modeling_{name}" for name in names}
    for module in modules.values():
        importlib.import_module(module)
    with ropewalk.patch() as patch:
        patched, refused = places(patch.patched), places(patch.refused)
    assert len(names - OTHERS) == 25 and OTHERS < names
    for name, module in modules.items():
        place = f"{module}.{VISION}"
        if name in OTHERS:
            assert "another function" in refused[place]
        else:
            assert patched[place] == "in place"


def test_undo_puts_back_what_was_there():
    modules = [(modeling_qwen2_5_vl, VISION), (transformer_flux, "apply_rotary_emb"),
               (transformer_qwenimage, "apply_rotary_emb_qwen"), (modeling_inkling2, VISION)]
    before = [getattr(*where) for where in modules]
    with ropewalk.patch():
        during = [getattr(*where) for where in modules]
    assert [getattr(*where) for where in modules] == before
    assert [a is b for a, b in zip(before, during)] == [False, False, False, True]


def test_a_replacement_that_outlives_the_patch_is_the_original(no_grad):
    with ropewalk.patch():
        kept = modeling_qwen2_5_vl.apply_rotary_pos_emb_vision
    q, k, _, qkv = packed(TOKENS, HEADS, 80, torch.float32)
    before = qkv.clone()
    kept(q, k, *(wide(row, "half") for row in rows(TOKENS, 80)))
    assert same(qkv, before)


def test_what_others_replaced_since_stays():
    original = transformer_flux.apply_rotary_emb
    patch = ropewalk.patch()
    theirs = transformer_flux.apply_rotary_emb = lambda *_: None
    patch.undo()
    assert transformer_flux.apply_rotary_emb is theirs
    transformer_flux.apply_rotary_emb = original


def test_patching_twice_is_refused_once():
    with ropewalk.patch(), ropewalk.patch() as second:
        assert not second.patched
        assert any("patched already" in line for line in second.refused)


def test_in_place_can_be_forbidden(no_grad):
    q, k, *_ = packed(TOKENS, HEADS, 80, torch.float32)
    before = q.clone()
    with ropewalk.patch(in_place=False):
        modeling_qwen2_5_vl.apply_rotary_pos_emb_vision(
            q, k, *(wide(row, "half") for row in rows(TOKENS, 80)))
    assert same(q, before)


def test_compiled_code_is_left_to_the_compiler(no_grad):
    q, k, *_ = packed(TOKENS, HEADS, 80, torch.float32)
    row = [wide(r, "half") for r in rows(TOKENS, 80)]
    want = modeling_qwen2_5_vl.apply_rotary_pos_emb_vision(q, k, *row)
    with ropewalk.patch():
        compiled = torch.compile(
            lambda *a: modeling_qwen2_5_vl.apply_rotary_pos_emb_vision(*a), fullgraph=True,
            backend="aot_eager")
        assert all(same(a, b) for a, b in zip(compiled(q, k, *row), want))


@pytest.mark.parametrize("caller, safe", [
    ("a, b = turn(a, b, c)", True),
    ("a = turn(a, c)", True),
    ("a, b = turn(a, b, c)\nd = turn(d)", True),
    ("b, a = turn(a, b, c)", False),
    ("d = turn(a, c)", False),
    ("a = d = turn(a, c)", False),
    ("a[0] = turn(a[0], c)", False),
    ("a = turn(f(a), c)", False),
    ("a = turn(x=a)", False),
    ("a = f(turn(a, c))", False),
    ("a = turn(a)\nd = turn(b)", False),
    ("a = turn(a)\nother = turn", False),
    ("pass", False),
])
def test_in_place_only_where_each_caller_overwrites_its_names(caller, safe):
    source = f"def turn(*_): ...\ndef forward(a, b, c, d):\n{textwrap.indent(caller, ' ')}\n"
    assert patching.overwritten(source, "turn") is safe


def write(tmp_path, name, text):
    path = tmp_path / f"{name}.py"
    path.write_text(text)
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BODY = '''
def half(x):
    """Words."""
    return x * 2


def turn(q: int, k=1) -> int:
    """Words."""
    return half(q) + k  # more words
'''


@pytest.mark.parametrize("old, new, same_print", [
    ("Words", "Other words", True),
    ("q: int", "q", True),
    ("# more words", "", True),
    ("k=1", "k=2", False),
    ("+ k", "- k", False),
    ("x * 2", "x * 3", False),
    ("(q: int, k=1)", "(k, q=1)", False),
    ("def turn", "@staticmethod\ndef turn", False),
])
def test_fingerprints_tell_functions_apart(old, new, same_print, tmp_path):
    a = write(tmp_path, "a", BODY).turn
    b = write(tmp_path, "b", BODY.replace(old, new)).turn
    b = b if isinstance(b, types.FunctionType) else b.__func__
    assert (patching.fingerprint(a) == patching.fingerprint(b)) is same_print


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name.split(",")[0])
def test_a_model_gives_the_same_bits_because_it_is_turned_the_same(model, no_grad):
    forward = model.forward(torch.bfloat16)
    original = model.current()
    want = forward()
    with ropewalk.patch() as patch:
        got = forward()
    model.use(lambda q, *others, **named: (q, others[0]) if model.function == VISION else q)
    unturned = forward()
    model.use(original)
    assert not patch.left and f"{model.place}: in place" in patch.patched
    assert all(same(a, b) for a, b in zip(want, got, strict=True))
    assert not all(same(a, b) for a, b in zip(want, unturned, strict=True))
