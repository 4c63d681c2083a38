-- What is run and timed, per model.
-- `run`: the main job at its real size, of models with committed files, and `golden`: a
-- few reference cases of the family, of each type it has; `bench`: jobs inside and beyond
-- a core's L2; `tables`: a sequence whose ids and rows are built, "" for any. job.h has
-- the options.

return {
  {
    model = "qwen2_5_vl_vision",
    golden = "qwen2_5_vl_[iv]*",
    run = "--grid 1x64x64 --windowed --heads 16",
    bench = {
      "--grid 1x8x8 --windowed --heads 16",
      "--grid 1x64x64 --windowed --heads 16",
      "--grid 1x128x128 --windowed --heads 16",
      "--grid 1x8x8 --windowed --heads 16 --layout qkv",
      "--grid 1x64x64 --windowed --heads 16 --layout qkv",
      "--grid 1x128x128 --windowed --heads 16 --layout qkv",
      "--grid 1x64x64 --windowed --heads 16 --out-of-place",
    },
    tables = "--grid 1x64x64 --windowed",
  },
  {
    model = "qwen_image",
    golden = "qwen_image_[1b]*",
    run = "--grid 1x64x64 --text 512 --heads 24",
    bench = {
      "--grid 1x4x4 --text 16 --heads 24",
      "--grid 1x64x64 --text 512 --heads 24",
      "--grid 1x124x128 --text 512 --heads 24",
      "--grid 1x64x64 --text 512 --heads 24 --out-of-place",
    },
    tables = "--grid 1x64x64 --text 512",
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
    model = "llama3",
    bench = {
      "--first 2048 --tokens 1 --heads 32 --k-heads 8",
      "--first 2048 --tokens 8 --heads 32 --k-heads 8",
      "--first 2048 --tokens 32 --heads 32 --k-heads 8",
      "--tokens 2048 --heads 32 --k-heads 8",
      "--tokens 2048 --heads 32 --k-heads 8 --layout qkv",
    },
    tables = "--tokens 2048",
  },
}
