"""The generated entries of one model, loaded from a shared library (library.c).

In: the library's path, the model's name. Out: functions that turn q and k in place by tables and
ids. Always: structures as the generated header declares them; tensors are contiguous or strided,
on a device for the CUDA launchers, else on the CPU.
"""
import ctypes

AUTO = 0
NO_STREAM = None


class View(ctypes.Structure):
    _fields_ = [("input", ctypes.c_void_p), ("output", ctypes.c_void_p),
                ("heads", ctypes.c_size_t)] + [
        (name, ctypes.c_ssize_t) for name in ("in_token", "in_head", "out_token", "out_head")]


def view_of(x):
    """A tensor (tokens, heads, head_dim), in place."""
    strides = (x.stride(0), x.stride(1))
    return View(x.data_ptr(), x.data_ptr(), x.shape[1], *strides, *strides)


def address(tensor):
    return ctypes.c_void_p(tensor.data_ptr())


class Model:
    def __init__(self, path, name, on_device):
        self.name, self.code, self.on_device = name, ctypes.CDLL(path), on_device
        for fact in ("head_dim", "pairs", "axes", "table_floats"):
            setattr(self, fact, ctypes.c_longlong.in_dll(self.code, f"model_{fact}").value)
        limits = ctypes.c_longlong * self.axes
        self.position_max = list(limits.in_dll(self.code, "model_position_max"))

    def call(self, entry, *arguments):
        status = getattr(self.code, f"{self.name}_{entry}")(*arguments)
        if status:
            raise RuntimeError(f"{self.name}_{entry}: status {status}")

    def launch(self, entry, *arguments):
        """The launcher of a device, or the CPU's entry, which takes an ISA for the stream."""
        last = ctypes.c_void_p(NO_STREAM) if self.on_device else ctypes.c_int(AUTO)
        self.call(entry + ("__cuda" if self.on_device else ""), *arguments, last)

    def fill_tables(self, tables):
        self.launch("tables", address(tables), ctypes.c_size_t(tables.numel()))

    def rows(self, ids, cos, sin):
        """cos and sin of ids (tokens, axes) on the CPU: (tokens, pairs) each."""
        self.call("cos_sin", ctypes.c_void_p(None), address(ids), ctypes.c_size_t(len(ids)),
                  address(cos), address(sin), ctypes.c_size_t(self.pairs))

    def rotation(self, dtype, q, k, tables, ids):
        views = (View * 2)(view_of(q), view_of(k))
        tokens = ctypes.c_size_t(len(q))
        arguments = (address(tables), address(ids), tokens, views, ctypes.c_size_t(2),
                     ctypes.c_size_t(0), tokens, ctypes.c_int(1))
        return lambda: self.launch(f"rotate_ids_{dtype}", *arguments)
