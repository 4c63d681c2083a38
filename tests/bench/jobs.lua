-- What is run and timed, per model.
-- `run`: the main job at its real size, of models with committed files, and `golden`: a
-- few reference cases of the family, of each type it has; `bench`: jobs inside and beyond
-- a core's L2. job.h has the options.

return {
  {
    model = "qwen2_5_vl_vision",
    golden = "qwen2_5_vl_[iv]*",
    run = "--grid 1x64x64 --windowed --heads 16",
    bench = {
      "--grid 1x8x8 --windowed --heads 16",
      "--grid 1x64x64 --windowed --heads 16",
      "--grid 1x64x64 --windowed --heads 16 --layout qkv",
      "--grid 1x64x64 --windowed --heads 16 --out-of-place",
    },
  },
  {
    model = "qwen_image",
    golden = "qwen_image_[1b]*",
    run = "--grid 1x64x64 --text 512 --heads 24",
    bench = {
      "--grid 1x4x4 --text 16 --heads 24",
      "--grid 1x8x6 --text 16 --heads 24",
      "--grid 1x64x64 --text 512 --heads 24",
    },
  },
  {
    model = "msrope_concept",
    golden = "msrope_4x*",
    run = "--grid 1x16x16 --text 20 --heads 8 --batch 2 --layout b_h_n_d",
    bench = {
      "--grid 1x16x16 --text 20 --heads 8 --batch 2 --layout b_h_n_d",
      "--grid 1x200x200 --text 1000 --heads 8 --layout b_h_n_d",
      "--grid 1x200x200 --text 1000 --heads 8",
    },
  },
  {
    model = "llama",
    bench = {
      "--tokens 32 --heads 32 --k-heads 8",
      "--tokens 2048 --heads 32 --k-heads 8",
      "--tokens 2048 --heads 32 --k-heads 8 --layout qkv",
    },
  },
}
