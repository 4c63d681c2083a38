-- A text encoder with the base 20000. Source: JinaEmbeddingsV3RotaryEmbedding,
-- apply_rotary_pos_emb.
return {
  name = "jina_embeddings_v3",
  family = "jina_embeddings_v3",
  source = "transformers 5.23 models/jina_embeddings_v3/modeling_jina_embeddings_v3.py",
  head_dim = 64,
  theta = 20000,
  axes = { { name = "position", dim = 64 } },
  pairing = "half",
  positions = { rule = "sequence", limits = { positions = 8194 } },
  rounding = "op_by_op",
}
