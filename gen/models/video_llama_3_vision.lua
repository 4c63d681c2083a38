-- Qwen2-VL's vision RoPE, but the merge size is each image's own (1 for images, 2 for
-- videos), so ids come from the caller: (row, column) of each patch, in the order of its
-- image's merge size. Source: VideoLlama3VisionRotaryEmbedding; vision_utils.py,
-- get_vision_position_ids.
return {
  name = "video_llama_3_vision",
  family = "video_llama_3 vision (VideoLLaMA3, SigLIP2-NaViT)",
  source = "transformers 5.23 models/video_llama_3/modeling_video_llama_3.py",
  head_dim = 64,
  theta = 10000,
  axes = {
    { name = "h", dim = 32, position_max = 1023 },
    { name = "w", dim = 32, position_max = 1023 },
  },
  pairing = "half",
  positions = { rule = "ids" },
}
