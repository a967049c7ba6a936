package plots

import (
	"io"

	"roomsim/sim"
)

// CDF draws distributions as curves: which share of the runs has at most which distance. The errors
// are no sample or too many, an unknown format and those of w.
func CDF(w io.Writer, d *Distances, format Format, opt Options) error {
	return d.draw(w, format, opt, (*frame).cdf)
}

// Histogram draws distributions as bars, those of several samples under each other. The errors are
// those of CDF.
func Histogram(w io.Writer, d *Distances, format Format, opt Options) error {
	return d.draw(w, format, opt, (*frame).histogram)
}

// Strip draws distributions as dots, one for each run, those of several samples under each other.
// The errors are those of CDF.
func Strip(w io.Writer, d *Distances, format Format, opt Options) error {
	return d.draw(w, format, opt, (*frame).strip)
}

func (d *Distances) draw(w io.Writer, format Format, opt Options, body func(*frame)) error {
	if err := d.check(); err != nil {
		return err
	}
	return newFrame(d, opt, body).pic.output(w, format, opt)
}

// frame is a chart of a distribution: a plot between a title and a table, over a straight axis.
type frame struct {
	*Distances
	pic   *picture
	scale scale
	plot  box
	notes []string // below the table

	curves   [][]point // of a chart that has them
	numbered bool      // the names of samples found no room beside their curves
}

// Sizes of a frame.
const (
	cdfHeight  = 250 * pt
	rowHeight  = 54 * pt
	rowMost    = 190 * pt // of the only row
	rowFoot    = 16 * pt  // below a row: its whisker
	nameMost   = 130 * pt
	cellPad    = 12 * pt
	tall       = 1 << 30 // of a page until its end is known
	rowLeading = 13 * pt
)

// tickStyle and headStyle are those of axes and tables.
var (
	tickStyle = style{sans, codeSize, muted}
	headStyle = style{bold, codeSize, ink}
	cellStyle = style{sans, codeSize, ink}
)

// newFrame lays a chart out from the top down and draws it; the body fills the plot.
func newFrame(d *Distances, opt Options, body func(*frame)) *frame {
	f := &frame{Distances: d, pic: new(picture)}
	f.pic.w, f.pic.h = opt.width(), tall
	f.pic.title = show(d.Title)
	y := f.pic.head(f.pic.title, show(d.About))
	f.plot = box{margin + f.gutter(), y + 17*pt, f.pic.w - margin, 0}
	f.scale = d.scale(f.plot.x0, f.plot.x1)
	body(f)
	f.drawWindow()
	f.pic.h = f.drawTable(f.drawAxis()) + margin
	f.pic.desc = f.describe()
	return f
}

// head writes a title and a line below it, and returns where they end.
func (p *picture) head(title, about string) int {
	y := margin
	for _, t := range titleStyle.wrap(title, p.w-2*margin, 2) {
		p.write(titleStyle.at(margin, y, t), t, titleStyle)
		y += titleStyle.leading()
	}
	y += 2 * pt
	for _, t := range subStyle.wrap(about, p.w-2*margin, 3) {
		p.write(subStyle.at(margin, y, t), t, subStyle)
		y += subStyle.leading()
	}
	return y + 6*pt
}

// gutter is the room left of the plot: for shares, or for the names of samples.
func (f *frame) gutter() int {
	widest := tickStyle.width("100%")
	for i := range f.Samples {
		widest = max(widest, min(headStyle.width(show(f.Samples[i].Name)), nameMost))
	}
	return widest + 8*pt
}

// drawAxis draws ticks below the plot and returns where they end.
func (f *frame) drawAxis() int {
	y := f.plot.y1
	f.pic.line(guideLayer, point{f.plot.x0, y}, point{f.plot.x1, y}, muted, medium)
	for _, t := range f.scale.ticks(tickStyle) {
		x := f.scale.x(t)
		f.pic.line(backLayer, point{x, f.plot.y0}, point{x, y}, hair, thin)
		f.pic.line(guideLayer, point{x, y}, point{x, y + 3*pt}, muted, medium)
		text := sim.FormatSpan(t)
		w := tickStyle.width(text)
		at := tickStyle.at(min(x-w/2, f.pic.w-margin/2-w), y+5*pt, text)
		if f.pic.free(at.grown(3 * pt)) {
			f.pic.write(at, text, tickStyle)
		}
	}
	y += 5*pt + tickStyle.leading()
	name := fonts().fit(bold, codeSize, show(f.Measure), f.plot.x1-f.plot.x0)
	x := (f.plot.x0 + f.plot.x1 - headStyle.width(name)) / 2
	f.pic.write(headStyle.at(x, y, name), name, headStyle)
	return y + headStyle.leading() + 10*pt
}

// drawWindow shades what the claim allows and says what claims it.
func (f *frame) drawWindow() {
	if f.Claim == "" {
		return
	}
	s, text := &f.scale, show(f.Claim)
	x0, x1 := f.plot.x0, f.plot.x1
	beyond := ""
	for _, end := range [...]struct {
		Limit
		x *int
	}{{f.Low, &x0}, {f.High, &x1}} {
		if end.Set {
			*end.x = s.x(s.clamp(end.At))
		}
	}
	switch {
	case f.Low.Set && f.Low.At > s.hi:
		beyond = ", to the right of all"
	case f.High.Set && f.High.At < s.lo:
		beyond = ", to the left of all"
	}
	if beyond == "" {
		f.pic.fill(backLayer, box{x0 - 3, f.plot.y0 - 3*pt, x1 + 3, f.plot.y1}, faint(seen.fill, 150))
		for _, end := range [...]struct {
			Limit
			x int
		}{{f.Low, x0}, {f.High, x1}} {
			if end.Set && end.At == s.clamp(end.At) {
				f.pic.line(guideLayer, point{end.x, f.plot.y0 - 3*pt}, point{end.x, f.plot.y1}, green.fill,
					medium, 30, 15)
			}
		}
	}
	look := style{sans, codeSize, ink}
	held, verdict := f.held()
	if verdict != Undecided {
		look.ink = verdict.ink()
	}
	held = beyond + held
	text = fonts().fit(look.face, look.size, "claimed: "+text, f.plot.x1-f.plot.x0-look.width(held))
	text += held
	w := look.width(text)
	x := max(min((x0+x1-w)/2, f.plot.x1-w), f.plot.x0)
	f.pic.write(look.at(x, f.plot.y0-4*pt-look.height(), text), text, look)
}

// held says in how many runs the claim held, if there is one sample to tell it of, and its verdict
// if it is about a share of them.
func (f *frame) held() (text string, v Verdict) {
	if len(f.Samples) > 1 {
		return "", Undecided
	}
	s := &f.Samples[0]
	text = ": so in " + s.asClaimed()
	if f.Judge != nil {
		v = f.Judge(s)
		text += ", " + inPercent(s.Passed, s.Runs) + ": " + v.String()
	}
	return text, v
}

// rows gives each sample a row, from the top down, and returns the height of one.
func (f *frame) rows() int {
	height := rowHeight
	if len(f.Samples) == 1 {
		height = rowMost
	}
	f.plot.y1 = f.plot.y0 + len(f.Samples)*(height+rowFoot)
	for i := range f.Samples {
		base := f.base(i, height)
		name := fonts().fit(bold, codeSize, show(f.Samples[i].Name), nameMost)
		at := headStyle.at(f.plot.x0-6*pt-headStyle.width(name), base-height/2, name)
		if name != "" {
			f.pic.write(at, name, headStyle)
		}
		f.pic.line(guideLayer, point{f.plot.x0, base}, point{f.plot.x1, base}, pale, thin)
		f.whisker(&f.Samples[i], base+rowFoot/2)
	}
	return height
}

// base is the lower edge of a row.
func (f *frame) base(i, height int) int { return f.plot.y0 + i*(height+rowFoot) + height }

// whisker draws where most of the distances lie: from 5 to 95 per cent, and the median.
func (f *frame) whisker(s *Sample, y int) {
	if len(s.Spans) == 0 {
		return
	}
	lo, mid, hi := f.scale.x(s.quantile(5)), f.scale.x(s.quantile(50)), f.scale.x(s.quantile(95))
	f.pic.line(barLayer, point{lo, y}, point{hi, y}, ink, strong)
	for _, x := range [...]int{lo, hi} {
		f.pic.line(barLayer, point{x, y - 2*pt}, point{x, y + 2*pt}, ink, medium)
	}
	f.pic.add(dotLayer, area{[]point{{mid, y - 4*pt}, {mid + 3*pt, y}, {mid, y + 4*pt},
		{mid - 3*pt, y}}, ink})
}
