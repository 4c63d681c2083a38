"""Small models of the real classes of transformers and diffusers, with random weights.

In: a type of torch. Out: MODELS, each with its forward pass and the function that rotates in it.
Always: widths and lengths are what a test or a demonstration can afford, all else is the class's.
"""
from dataclasses import dataclass
from typing import Callable

import torch
from diffusers.models.transformers import transformer_flux, transformer_qwenimage
from diffusers.utils import logging
from transformers.models.glm4v import modeling_glm4v
from transformers.models.mlcd import modeling_mlcd
from transformers.models.qwen2_5_vl import modeling_qwen2_5_vl
from transformers.models.qwen3_vl import modeling_qwen3_vl

SEED = 0
logging.set_verbosity_error()  # not a word about `to` for each model


@dataclass
class Model:
    name: str
    module: object  # where its attention finds the rotation
    function: str  # what it calls it
    make: Callable  # of a type: the same, returning what the class does

    @property
    def place(self):
        return f"{self.module.__name__}.{self.function}"

    def current(self):
        return getattr(self.module, self.function)

    def use(self, function):
        setattr(self.module, self.function, function)

    def forward(self, dtype):
        """A forward pass: a function without arguments that returns a list of tensors."""
        torch.manual_seed(SEED)
        forward = self.make(dtype)
        return lambda: list(tensors(forward()))


def tensors(value):
    """Those in nested lists and tuples."""
    if isinstance(value, torch.Tensor):
        yield value.contiguous()
    else:
        for item in value:
            yield from tensors(item)


def frozen(model, dtype):
    return model.to(dtype).eval().requires_grad_(False)


def tower(module, name, side, **sizes):
    """A vision tower that takes flat patches, of one image of side x side of them."""
    def make(dtype):
        cls = getattr(module, name)
        config = cls.config_class(**sizes)
        model = frozen(cls._from_config(config), dtype)
        channels = config.in_channels * config.temporal_patch_size * config.patch_size**2
        patches = torch.randn(side * side, channels, dtype=dtype)
        grid = torch.tensor([[1, side, side]])
        return lambda: model(patches, grid_thw=grid, return_dict=True).to_tuple()
    return make


def mlcd(side, **sizes):
    def make(dtype):
        config = modeling_mlcd.MLCDVisionConfig(**sizes)
        model = frozen(modeling_mlcd.MLCDVisionModel._from_config(config), dtype)
        pixels = torch.randn(1, 3, side * config.patch_size, side * config.patch_size, dtype=dtype)
        return lambda: model(pixels, return_dict=True).to_tuple()
    return make


def qwen_image(side, text, **sizes):
    def make(dtype):
        model = frozen(transformer_qwenimage.QwenImageTransformer2DModel(**sizes), dtype)
        latents = torch.randn(1, side * side, model.config.in_channels, dtype=dtype)
        prompt = torch.randn(1, text, model.config.joint_attention_dim, dtype=dtype)
        mask = torch.ones(1, text, dtype=torch.bool)
        time = torch.full((1,), 0.5, dtype=dtype)
        return lambda: model(latents, prompt, mask, time, [[(1, side, side)]], return_dict=False)
    return make


def flux(side, text, **sizes):
    def make(dtype):
        model = frozen(transformer_flux.FluxTransformer2DModel(**sizes), dtype)
        config = model.config
        latents = torch.randn(1, side * side, config.in_channels, dtype=dtype)
        prompt = torch.randn(1, text, config.joint_attention_dim, dtype=dtype)
        pooled = torch.randn(1, config.pooled_projection_dim, dtype=dtype)
        rows, columns = torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij")
        ids = torch.stack((torch.zeros_like(rows), rows, columns), -1).reshape(-1, 3)
        time = torch.full((1,), 0.5, dtype=dtype)
        return lambda: model(latents, prompt, pooled, time, ids, torch.zeros(text, 3),
                             return_dict=False)
    return make


VISION = "apply_rotary_pos_emb_vision"
MODELS = [
    Model("Qwen2.5-VL vision, 8 heads of 80, 1024 patches", modeling_qwen2_5_vl, VISION,
          tower(modeling_qwen2_5_vl, "Qwen2_5_VisionTransformerPretrainedModel", 32, depth=2,
                hidden_size=640, num_heads=8, intermediate_size=1280, out_hidden_size=640,
                fullatt_block_indexes=[1])),
    Model("Qwen3-VL vision, 8 heads of 72, 1024 patches", modeling_qwen3_vl, VISION,
          tower(modeling_qwen3_vl, "Qwen3VLVisionModel", 32, depth=2, hidden_size=576,
                num_heads=8, intermediate_size=1152, out_hidden_size=576,
                deepstack_visual_indexes=[0])),
    Model("GLM-4V vision, 6 heads of 128, 1024 patches", modeling_glm4v, VISION,
          tower(modeling_glm4v, "Glm4vVisionModel", 32, depth=2, hidden_size=768, num_heads=6,
                intermediate_size=1536, out_hidden_size=768)),
    Model("MLCD, 8 heads of 64, 576 patches and a class", modeling_mlcd, VISION,
          mlcd(24, num_hidden_layers=2, hidden_size=512, num_attention_heads=8,
               intermediate_size=1024)),
    Model("Qwen-Image, 6 heads of 128, 2304 patches, 64 words", transformer_qwenimage,
          "apply_rotary_emb_qwen",
          qwen_image(48, 64, num_layers=1, num_attention_heads=6, joint_attention_dim=256)),
    Model("Flux, 6 heads of 128, 2304 patches, 64 words", transformer_flux, "apply_rotary_emb",
          flux(48, 64, num_layers=1, num_single_layers=1, num_attention_heads=6,
               joint_attention_dim=256, pooled_projection_dim=64)),
]

# One layer as wide as the real one, at the length of a large image.
WIDE = Model("Qwen2.5-VL vision, a whole layer, 16 heads of 80, 4096 patches", modeling_qwen2_5_vl,
             VISION, tower(modeling_qwen2_5_vl, "Qwen2_5_VisionTransformerPretrainedModel", 64,
                           depth=1, hidden_size=1280, num_heads=16, out_hidden_size=2048))
