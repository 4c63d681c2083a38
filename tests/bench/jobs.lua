-- What is run and timed, per shipped model.
-- `run`: the main job at its real size; `bench`: jobs inside and beyond a core's L2;
-- `golden`: the reference cases of the model's family. job.h has the options.

return {
  {
    model = "qwen2_5_vl_vision",
    golden = "qwen2_5_vl_*",
    run = "--grid 1x64x64 --windowed --heads 16",
    bench = {
      "--grid 1x8x8 --windowed --heads 16",
      "--grid 1x64x64 --windowed --heads 16",
      "--grid 1x64x64 --windowed --heads 16 --layout n_3_h_d",
    },
  },
  {
    model = "qwen_image",
    golden = "qwen_image_*",
    run = "--grid 1x64x64 --text 512 --heads 24",
    bench = {
      "--grid 1x4x4 --text 16 --heads 24",
      "--grid 1x64x64 --text 512 --heads 24",
    },
  },
  {
    model = "msrope_concept",
    golden = "msrope_*",
    run = "--grid 1x16x16 --text 20 --heads 8 --batch 2 --layout b_h_n_d",
    bench = {
      "--grid 1x16x16 --text 20 --heads 8 --batch 2 --layout b_h_n_d",
      "--grid 1x200x200 --text 1000 --heads 8 --layout b_h_n_d",
      "--grid 1x200x200 --text 1000 --heads 8",
    },
  },
}
