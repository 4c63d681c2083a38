# A sweep of `ropewalk tune`: schedules from best to worst, time as a ratio to the memory limit.
set terminal ${terminal} size ${width},${height}
set output ${path}
set style line 1 linecolor rgb '#1f5fa8' pointtype 7 pointsize 0.5
set style line 2 linecolor rgb '#888888' dashtype 2
set yrange [${count}:0]
set ytics scale 0
set xtics font ',8'
set grid ytics
set xlabel 'time / limit'
set arrow from first 1, graph 0 to first 1, graph 1 nohead linestyle 2
${data}
set multiplot layout 1,${columns} title ${title} margins screen ${left},0.97,${bottom},${top} \
  spacing screen 0.03
${panels}
unset multiplot
