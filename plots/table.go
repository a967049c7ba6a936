package plots

import "strconv"

// drawTable writes the samples in numbers from y down and returns where the table ends.
func (f *frame) drawTable(y int) int {
	rows := f.table()
	widths := make([]int, len(rows[0]))
	for r, row := range rows {
		for c, text := range row {
			widths[c] = max(widths[c], tableStyle(r, c).width(text))
		}
	}
	room := f.pic.w - 2*margin - f.swatch()
	for c := range widths {
		room -= widths[c] + cellPad
	}
	if room < 0 { // names give way
		widths[0] = max(widths[0]+room, 20*pt)
	}
	for r, row := range rows {
		x := margin
		if r > 0 && f.swatch() > 0 {
			f.pic.curveSign(r-1, point{x + f.swatch()/2 - 3*pt, y + cellStyle.height()/2})
		}
		x += f.swatch()
		for c, text := range row {
			look := tableStyle(r, c)
			text = fonts().fit(look.face, look.size, text, widths[c])
			if text != "" {
				left := x
				if c > 0 && c < len(row)-1 {
					left += widths[c] - look.width(text)
				}
				f.pic.write(look.at(left, y, text), text, look)
			}
			x += widths[c] + cellPad
		}
		y += rowLeading
	}
	for _, text := range f.notes {
		text = fonts().fit(noteStyle.face, noteStyle.size, text, f.pic.w-2*margin)
		f.pic.write(noteStyle.at(margin, y+2*pt, text), text, noteStyle)
		y += noteStyle.leading()
	}
	return y
}

func tableStyle(row, column int) style {
	if row == 0 || column == 0 {
		return headStyle
	}
	return cellStyle
}

// swatch is the room for the signs of curves.
func (f *frame) swatch() int {
	if f.curves == nil || len(f.Samples) == 1 {
		return 0
	}
	return 30 * pt
}

// table is the samples in numbers, under headings.
func (f *frame) table() [][]string {
	head := []string{show(f.Varied), "runs", "least", "5%", "median", "95%", "most", "", ""}
	if f.Claim != "" {
		head[7] = "as claimed"
	}
	lo, hi, _ := f.extremes()
	unit := fineness(hi - lo)
	rows := [][]string{head}
	for i := range f.Samples {
		s := &f.Samples[i]
		name := show(s.Name)
		if f.numbered {
			name = strconv.Itoa(i+1) + "  " + name
		}
		row := []string{name, thousands(s.Runs), "–", "–", "–", "–", "–", "", ""}
		if n := len(s.Spans); n > 0 {
			for k, d := range [...]int{0, 5, 50, 95, 100} {
				row[2+k] = toUnit(s.quantile(d), unit)
			}
		}
		if f.Claim != "" {
			row[7] = inPercent(s.Passed, s.Runs) + " (" + thousands(s.Passed) + ")"
			if f.Judge != nil {
				row[7] += ": " + f.Judge(s).String()
			}
		}
		row[8] = show(s.Never)
		rows = append(rows, row)
	}
	return rows
}

// describe puts the chart into words, for those who cannot see it.
func (f *frame) describe() string {
	text := "Distribution of " + show(f.Measure) + ". " + show(f.About) + "."
	rows := f.table()
	for _, row := range rows[1:] {
		text += " "
		if row[0] != "" {
			text += row[0] + ": "
		}
		text += row[1] + " runs, median " + row[4] + ", 5% " + row[3] + ", 95% " + row[5]
		if f.Claim != "" {
			text += ", as claimed (" + show(f.Claim) + ") in " + row[7]
		}
		if row[8] != "" {
			text += ", " + row[8]
		}
		text += "."
	}
	return text
}
