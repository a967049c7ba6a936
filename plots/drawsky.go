package plots

import (
	"time"

	"roomsim/sim"
)

// drawDoors draws the strips of weather between a lane's bars and the messages.
func (c *chart) drawDoors(r *row) {
	for i, at := range r.doors() {
		p := r.lane.skies[i]
		name := style{sans, smallest, muted}
		x := c.left - 6*pt - name.width(p.name)
		c.pic.write(name.at(x, (at.y0+at.y1-name.height())/2, p.name), p.name, name)
		list := p.list
		if !r.lane.crowd {
			list = without(list, r.lane.shades, c.tl.End)
		}
		c.drawSky(at, p, c.cells(list))
	}
}

// drawSky draws one strip: tints for losses, a line for a delay that changes, and words.
func (c *chart) drawSky(at box, p *sky, cells []cell) {
	for i := 0; i < len(cells); {
		b, ink := box{cells[i].x0, at.y0, cells[i].x1, at.y1}, cells[i].tint()
		for i++; i < len(cells) && cells[i].tint() == ink && cells[i].x0 == b.x1; i++ {
			b.x1 = cells[i].x1
		}
		c.pic.fill(barLayer, b, ink)
	}
	before := len(c.pic.labels)
	c.writeSky(at, p, cells)
	if p.slow {
		c.drawDelay(at, cells, c.pic.labels[before:])
	}
}

// tint colours a cell by its loss, stepless: by its root, so that little is seen too.
func (w *cell) tint() tone {
	if w.off {
		return outage
	}
	return mixed(hSevere, hClear, root(min(w.loss, all)))
}

// root is the square root of a number, rounded down.
func root(n uint32) int {
	r := uint64(0)
	for bit := uint64(1) << 15; bit > 0; bit >>= 1 {
		if k := r + bit; k*k <= uint64(n) {
			r = k
		}
	}
	return int(r)
}

// drawDelay draws the delay as a line, the higher the longer, but not through words.
func (c *chart) drawDelay(at box, cells []cell, words []label) {
	var most time.Duration
	for i := range cells {
		if !cells[i].off {
			most = max(most, cells[i].delay)
		}
	}
	if most == 0 {
		return
	}
	y := func(d time.Duration) int {
		return at.y1 - 12 - part(sim.Time(d), sim.Time(most), at.y1-at.y0-24)
	}
	var pts []point
	flush := func() {
		if pts = tidy(pts); len(pts) > 1 {
			c.pic.add(cutLayer, stroke{pts: pts, ink: wire, width: thin + 2})
		}
		pts = nil
	}
	for i := range cells {
		if cells[i].off || cells[i].loss == all {
			flush()
			continue
		}
		x, h := cells[i].x0, y(cells[i].delay)
		for _, w := range words {
			if w.box.x1 <= x || w.box.x0 >= cells[i].x1 {
				continue
			}
			if w.box.x0 > x {
				pts = append(pts, point{x, h}, point{w.box.x0 - 10, h})
			}
			flush()
			x = w.box.x1 + 10
		}
		if x < cells[i].x1 {
			pts = append(pts, point{x, h}, point{cells[i].x1, h})
		}
	}
	flush()
}

// describeSky names the links whose weather is drawn.
func (c *chart) describeSky() string {
	text := ""
	for _, l := range c.lanes {
		for _, p := range l.skies {
			if text != "" {
				text += ","
			}
			text += " " + l.name + " " + p.name
		}
	}
	if text == "" {
		return ""
	}
	return ". Weather of:" + text
}
