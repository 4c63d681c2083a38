"""ropewalk's kernels under PyTorch models on the CPU.

    with ropewalk.patch() as patch:
        print(patch)
        model(...)

kernels: generated C called with numpy arrays; ops: the same as operators of torch; patching: the
functions of transformers and diffusers replaced by these.
"""
from .kernels import rotation
from .ops import rotate, rotate_
from .patching import Patch as patch

__all__ = ["patch", "rotate", "rotate_", "rotation"]
