std = "lua54"
max_line_length = 90
files["tests/spec"].std = "lua54+busted"
