"""Draws the ratio to the limit over tokens, by gnuplot.

In: a file that bench.py --sweep --csv wrote. Out: SVG on standard output. Always: all that is drawn
is in that file, the machine's caches too; labels stand at the ends of their lines, moved apart.
"""
import csv
import math
import subprocess
import sys
from dataclasses import dataclass


@dataclass
class Panel:
    """Candidates by name with label, colour and width of their line; the axis, which ends above
    them; from where to where the panel is, of the picture's height."""
    lines: dict
    logarithmic: bool
    least: float
    ticks: str
    bottom: float
    top: float
    most: float = None

    def level(self, ratio):
        """How high a ratio is on the axis, of 1."""
        scale = math.log if self.logarithmic else float
        return (scale(ratio) - scale(self.least)) / (scale(self.most) - scale(self.least))


PANELS = [
    Panel({
        "transformers apply_rotary_pos_emb_vision, eager": ("PyTorch eager", "#c2353b", 2),
        "transformers apply_rotary_pos_emb_vision, torch.compile": ("torch.compile", "#d9822b", 2),
        "ONNX Runtime com.microsoft": ("ONNX Runtime", "#2f6fd0", 2),
    }, True, 1, "1, 2, 5, 10, 20, 50, 100, 200", 0.53, 0.92),
    Panel({
        "naive half any dim, gcc": ("naive C, head dim at run time", "#a0a0a0", 2),
        "naive half, gcc": ("naive C, head dim constant", "#555555", 2),
        "ropewalk avx2 grid": ("ropewalk, AVX2", "#35ad68", 3),
        "ropewalk avx512 grid": ("ropewalk, AVX-512", "#0b6b34", 3),
    }, False, 0.8, "1, 1.25, 1.5, 2, 2.5, 3", 0.1, 0.49),
]
SPACE = 0.08  # between labels, of a panel's height
LEFT, RIGHT = 0.06, 0.745  # of all panels, of the picture's width


def read(path):
    with open(path) as lines:
        text = lines.read().splitlines()
    notes = dict(line[2:].split(": ", 1) for line in text if line.startswith("# "))
    return notes, list(csv.DictReader(line for line in text if not line.startswith("# ")))


def labels(panel, lines):
    """Each at the height of its line's end, or as far above as the one below it asks for."""
    height = -SPACE
    for name, rows in sorted(lines.items(), key=lambda item: float(item[1][-1]["ratio"])):
        height = max(height + SPACE, panel.level(float(rows[-1]["ratio"])))
        text, colour, _ = panel.lines[name]
        yield f"set label '{text}' at graph 1, graph {height} offset 1 textcolor rgb '{colour}'"


def caches(panel, notes, bytes_per_token):
    for name in ("L1", "L2", "L3"):
        if name in notes:
            at = int(notes[name]) / bytes_per_token
            yield (f"set arrow from {at}, graph 0 to {at}, graph 1 nohead linecolor rgb '#bbbbbb' "
                   "dashtype 2 back")
            if panel is PANELS[0]:
                yield f"set label '{name}' at {at}, graph 0.95 offset 0.5 textcolor rgb '#777777'"


def draw(panel, notes, rows):
    lines = {name: [row for row in rows if row["candidate"] == name] for name in panel.lines}
    for name, own in lines.items():
        if not own:
            raise SystemExit(f"plot: the file has no row of {name!r}; measure it again")
    panel.most = 1.1 * max(float(row["ratio"]) for own in lines.values() for row in own)
    least, most = int(rows[0]["tokens"]), int(rows[-1]["tokens"])
    yield "unset label; unset arrow"
    for i, own in enumerate(lines.values()):
        yield f"$line{i} << END"
        yield from (f"{row['tokens']} {row['ratio']}" for row in own)
        yield "END"
    yield from labels(panel, lines)
    yield from caches(panel, notes, int(rows[0]["bytes"]) / least)
    yield f"set tmargin at screen {panel.top}; set bmargin at screen {panel.bottom}"
    yield f"{'set' if panel.logarithmic else 'unset'} logscale y"
    yield f"set yrange [{panel.least}:{panel.most}]; set ytics ({panel.ticks}) nomirror"
    yield f"set xrange [{least * 0.9}:{most}]"
    yield "set arrow from graph 0, first 1 to graph 1, first 1 nohead linecolor rgb '#000000' back"
    styles = (panel.lines[name] for name in lines)
    yield "plot " + ", ".join(
        f"$line{i} with linespoints linecolor rgb '{colour}' linewidth {width} "
        "pointtype 7 pointsize 0.4" for i, (_, colour, width) in enumerate(styles))


def script(notes, rows):
    first = rows[0]
    yield "set terminal svg noenhanced size 900,600 font 'sans-serif,13' background '#ffffff'"
    yield "set multiplot; unset key; set border 3 linecolor rgb '#444444'"
    yield f"set lmargin at screen {LEFT}; set rmargin at screen {RIGHT}"
    yield (f"set title '{first['model']}, {first['type']}, {first['threads']} thread: time of a "
           f"rotation over that of x *= c in place' font ',14'")
    yield "set logscale x 2; set xtics nomirror format ''"
    yield "set grid ytics linecolor rgb '#e6e6e6' linetype 1"
    for panel in PANELS:
        if panel is PANELS[-1]:
            yield "unset title; set xtics format '%.0f'"
            yield "set xlabel 'tokens (dashed: where q and k fill a cache)'"
        yield from draw(panel, notes, rows)
    yield "unset multiplot"


def main():
    text = "\n".join(script(*read(sys.argv[1])))
    sys.exit(subprocess.run(["gnuplot"], input=text, text=True).returncode)


main()
