"""What a result was measured on.

In: nothing. Out: the processor's name, the sizes of its data caches in bytes by level, and the
versions of the packages. Always: what the system does not tell is left out.
"""
import pathlib
from importlib.metadata import version

PACKAGES = ("torch", "transformers", "diffusers", "onnxruntime")
CACHES = pathlib.Path("/sys/devices/system/cpu/cpu0/cache")
UNITS = {"K": 1 << 10, "M": 1 << 20}


def facts():
    found = {}
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            found["cpu"] = value.strip()
    for index in sorted(CACHES.glob("index*")):
        kind, level, size = ((index / name).read_text().strip()
                             for name in ("type", "level", "size"))
        if kind != "Instruction":
            found[f"L{level}"] = int(size[:-1]) * UNITS[size[-1]]
    return found | {name: version(name) for name in PACKAGES}
