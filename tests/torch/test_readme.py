"""The README's blocks of Python, run as they stand.

In: README.md. Out: nothing. Always: what the README says of torch is done here.
"""
import os
import pathlib
import re
import subprocess

import torch
from transformers.models.qwen2_5_vl import modeling_qwen2_5_vl

from models import MODELS

ROOT = pathlib.Path(__file__).parents[2]


def block(words):
    """The one block of Python in which words occur."""
    found = [text for text in re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(),
                                         re.DOTALL) if words in text]
    assert len(found) == 1
    return found[0]


def tower():
    """The forward pass of a Qwen2.5-VL vision tower, and the side of its image in patches."""
    model = next(model for model in MODELS if model.module is modeling_qwen2_5_vl)
    side = int(re.search(r"(\d+) patches", model.name)[1]) ** 0.5
    return model.forward(torch.float32), int(side)


def test_a_model_runs_under_the_patch(capsys):
    forward, _ = tower()
    exec(block("ropewalk.patch"), {"torch": torch, "model": lambda _: forward()})
    assert "modeling_qwen2_5_vl.apply_rotary_pos_emb_vision: in place" in capsys.readouterr().out


def test_a_dump_of_the_real_model_is_verified(tmp_path, monkeypatch, no_grad):
    names = {}
    exec(block("def dump"), names)
    forward, side = tower()
    rotate = modeling_qwen2_5_vl.apply_rotary_pos_emb_vision

    def dumping(q, k, cos, sin):
        turned = rotate(q, k, cos, sin)
        names["dump"](tmp_path, q=q, q_out=turned[0], k=k, k_out=turned[1],
                      grids=torch.tensor([[1, side, side]]))
        return turned

    monkeypatch.setattr(modeling_qwen2_5_vl, "apply_rotary_pos_emb_vision", dumping)
    forward()
    said = subprocess.run([os.environ["ROPEWALK"], "verify", "qwen2_5_vl_vision", tmp_path],
                          capture_output=True, text=True, cwd=ROOT)
    assert said.returncode == 0, said.stdout + said.stderr
    assert "equal" in said.stdout
