"""ONNX Runtime's RotaryEmbedding as a peer.

In: q and k, (tokens, heads, head_dim), and cos and sin, (tokens, pairs), of q's type. Out:
functions that turn q and k into outputs allocated before. Always: one session turns both; inputs
and outputs are bound once, in the memory that is there.
"""
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, NotImplemented

ELEMENTS = {torch.float32: TensorProto.FLOAT, torch.bfloat16: TensorProto.BFLOAT16,
            torch.float16: TensorProto.FLOAT16}
OPERATORS = {"ONNX Runtime com.microsoft": ("com.microsoft", 1), "ONNX Runtime opset 23": ("", 23)}
UNSUPPORTED = (Fail, InvalidGraph, NotImplemented)


def reason(problem):
    """Why an operator is not there, without what stands around it."""
    return str(problem).splitlines()[0].split(" : ")[-1].removesuffix(" node with name ''")


def model(domain, version, shapes, element, adjacent):
    """Both turned by one node each; a row for each token, in order."""
    def value(name, kind=element):
        return helper.make_tensor_value_info(name, kind, shapes[name])

    def node(side):
        heads = {"num_heads": shapes[f"{side}_heads"]} if domain == "" else {}
        inputs = ["cos", "sin", "ids"] if domain == "" else ["ids", "cos", "sin"]
        return helper.make_node("RotaryEmbedding", [side, *inputs], [f"{side}_out"], domain=domain,
                                interleaved=int(adjacent), **heads)
    graph = helper.make_graph(
        [node("q"), node("k")], "rotation",
        [value(name) for name in ("q", "k", "cos", "sin")] + [value("ids", TensorProto.INT64)],
        [value("q_out"), value("k_out")])
    imports = [helper.make_opsetid("", max(version, 21)), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=imports, ir_version=10).SerializeToString()


def session(code, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(code, options, providers=["CPUExecutionProvider"])


def rotation(operator, q, k, cos, sin, adjacent, threads):
    """A function that turns q and k, and what it returns; raises UNSUPPORTED."""
    tokens = len(q)
    tensors = {
        "q": q.view(1, tokens, -1), "k": k.view(1, tokens, -1), "cos": cos, "sin": sin,
        "ids": torch.arange(tokens).unsqueeze(0)}
    outputs = {f"{side}_out": torch.zeros_like(tensors[side]) for side in "qk"}
    shapes = {name: tuple(x.shape) for name, x in (tensors | outputs).items()}
    shapes |= {"q_heads": q.shape[1], "k_heads": k.shape[1]}
    element = ELEMENTS[q.dtype]
    own = session(model(*OPERATORS[operator], shapes, element, adjacent), threads)
    binding = own.io_binding()
    for name, x in tensors.items():
        kind = TensorProto.INT64 if name == "ids" else element
        binding.bind_input(name, "cpu", 0, kind, shapes[name], x.data_ptr())
    for name, x in outputs.items():
        binding.bind_output(name, "cpu", 0, element, shapes[name], x.data_ptr())
    results = tuple(outputs[f"{side}_out"].view(x.shape) for side, x in (("q", q), ("k", k)))

    def turn():
        own.run_with_iobinding(binding)
        return results
    turn.keeps = tensors  # bound by address
    return turn
