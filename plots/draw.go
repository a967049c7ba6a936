package plots

import (
	"math"

	"roomsim/sim"
)

// draw fills the page, what must be readable first: texts that are placed by what is still free
// come after those whose place is fixed.
func (c *chart) draw() {
	c.drawHead()
	heading := len(c.pic.labels)
	c.drawFolds()
	c.drawBody()
	c.drawFoot()
	if len(c.chain.links) > 0 {
		c.drawChain()
		c.pic.halos()
		c.pic.dim(heading)
		c.drawSteps(c.stepsTop)
	} else {
		c.drawMail()
		c.pic.halos()
	}
	c.pic.desc = "Swimlane chart of " + c.subtitle + ". " + c.describe()
}

// drawBody draws what happens, but for the messages.
func (c *chart) drawBody() {
	c.drawWeather()
	for i, r := range c.rows {
		c.pic.onto(i)
		c.drawName(r)
		c.drawShades(r)
		c.drawTags(r)
	}
	for i, r := range c.rows {
		c.pic.onto(i)
		switch {
		case r.lane == nil:
			c.drawServer(r)
		case r.lane.crowd:
			c.drawCrowd(r)
		default:
			c.drawClient(r)
		}
		c.drawDoors(r)
	}
	c.pic.onto(nowhere)
	c.drawCuts()
	c.drawMarks()
	c.drawClaims()
}

func (c *chart) drawHead() {
	y := margin
	for _, t := range c.titles {
		c.pic.write(titleStyle.at(margin, y, t), t, titleStyle)
		y += titleStyle.leading()
	}
	c.pic.write(subStyle.at(margin, y+2*pt, c.subtitle), c.subtitle, subStyle)
}

// describe puts the lanes into words, for those who cannot see them.
func (c *chart) describe() string {
	text := "Lanes: "
	for i, r := range c.rows {
		if i > 0 {
			text += ", "
		}
		name, under := c.names(r)
		text += name
		if under != "" {
			text += " (" + under + ")"
		}
	}
	text += c.describeSky()
	return text + ". From " + c.from.String() + " to " + c.until.String() + "." + c.describeClaims()
}

// drawFolds lays a pale band over each folded stretch and says how much it hides.
func (c *chart) drawFolds() {
	c.drawTicks()
	for _, l := range c.axis.legs {
		if !l.fold {
			continue
		}
		c.pic.fill(backLayer, box{l.x0, c.foldTop - 2*pt, l.x1, c.axisY}, band)
		from, to := c.around(&l)
		y := c.foldTop
		for _, t := range [...]string{roughly(to.Sub(from)), "folded"} {
			x := (l.x0 + l.x1 - foldStyle.width(t)) / 2
			c.pic.write(foldStyle.at(x, y, t), t, foldStyle)
			y += foldStyle.leading()
		}
	}
}

// around returns the ends of the gap that a fold lies in.
func (c *chart) around(fold *leg) (from, to sim.Time) {
	for i := range c.axis.legs {
		if l := c.axis.legs[i]; l.fold && l.x0 == fold.x0 {
			return c.axis.legs[i-1].t0, c.axis.legs[i+1].t1
		}
	}
	return fold.t0, fold.t1
}

func (c *chart) drawWeather() {
	c.pic.flags(c.weatherFlags, c.weatherTop, c.weatherTop, 1, pale)
	for _, s := range c.weather {
		c.shade(s, c.foldTop-2*pt, c.axisY)
	}
	c.pic.about(0)
}

// shade colours a stretch of trouble and draws a line at its ends.
func (c *chart) shade(s shade, y0, y1 int) {
	x0, x1 := c.axis.x(s.from), c.end(s.to)
	c.pic.about(s.n)
	c.pic.fill(backLayer, box{x0, y0, max(x1, x0+pt), y1}, faint(s.look.fill, 150))
	c.pic.line(backLayer, point{x0, y0}, point{x0, y1}, faint(s.look.text, 120), thin)
	if s.to >= 0 {
		c.pic.line(backLayer, point{x1, y0}, point{x1, y1}, faint(s.look.text, 120), thin)
	}
}

// end is where a stretch that lasts until t ends; −1 stands for the end of what is drawn.
func (c *chart) end(t sim.Time) int {
	if t < 0 {
		return c.axis.x(c.until)
	}
	return c.axis.x(t)
}

func (c *chart) drawShades(r *row) {
	if r.lane == nil {
		return
	}
	for _, s := range r.lane.shades {
		c.shade(s, r.top, r.bottom)
	}
	y, outwards := r.outer()
	y += outwards * r.tagDepth
	if r.tagDepth > 0 {
		y += outwards * labelGap
	}
	c.pic.flags(r.shades, y, y, outwards, pale)
}

func (c *chart) drawTags(r *row) {
	if r.lane == nil {
		return
	}
	y, outwards := r.outer()
	from := r.base() + outwards*barHeight/2
	if r.lane.crowd {
		from = y
	}
	c.pic.flags(r.tags, y, from, outwards, pale)
}

func (c *chart) drawName(r *row) {
	name, under := c.names(r)
	name = fonts().middle(nameStyle.face, nameStyle.size, name, mostName)
	under = fonts().middle(userStyle.face, userStyle.size, under, mostName)
	top, bottom := r.core()
	mid := (top + bottom) / 2
	if r.lane != nil && !r.lane.crowd {
		_, outwards := r.outer()
		mid = r.base() + outwards*barHeight/2
	}
	right := c.left - 6*pt
	y := mid - nameStyle.height()/2
	if under != "" {
		y = mid - (nameStyle.leading()+userStyle.height())/2
		at := userStyle.at(right-userStyle.width(under), y+nameStyle.leading(), under)
		c.pic.write(at, under, userStyle)
	}
	c.pic.write(nameStyle.at(right-nameStyle.width(name), y, name), name, nameStyle)
	if r.lane == nil && len(c.server.bars) != 1 || r.lane != nil && r.lane.crowd {
		return // no line could stand for all of its rows
	}
	c.pic.line(guideLayer, point{c.left, mid}, point{c.end(-1), mid}, pale, thin)
}

// cut draws // over something that lasts longer than it looks.
func (p *picture) cut(x, y0, y1 int, back tone) {
	const over = 20
	p.add(cutLayer, slash{point{x, y0 - over}, y1 - y0 + 2*over, back})
}

func (c *chart) drawCuts() {
	for _, l := range c.axis.legs {
		if !l.fold || l.t0 >= c.until {
			continue
		}
		x := (l.x0 + l.x1) / 2
		for i, r := range c.rows {
			c.pic.onto(i)
			for _, b := range c.drawn(r, l.t0) {
				c.pic.cut(x, b.y0, b.y1, band)
			}
		}
		c.pic.onto(nowhere)
		c.pic.cut(x, c.axisY-3*pt, c.axisY+3*pt, paper)
	}
}

// arrow draws a line with a head at its end. Whole numbers and one square root: no rounding depends
// on the processor.
func (p *picture) arrow(a, b point, c tone, width int) {
	p.pointer(arrowLayer, a, b, c, width, 55)
}

// pointer is arrow on any layer, with a head of any length.
func (p *picture) pointer(l layer, a, b point, c tone, width, head int) {
	dx, dy := b.x-a.x, b.y-a.y
	long := int(math.Sqrt(float64(dx*dx + dy*dy)))
	if long == 0 {
		return
	}
	half := head * 35 / 100
	shape := arrow{from: a, to: b, ink: c, width: width}
	if long >= 2*head {
		shape.neck = point{b.x - dx*head/long, b.y - dy*head/long}
		shape.head = []point{b, {shape.neck.x - dy*half/long, shape.neck.y + dx*half/long},
			{shape.neck.x + dy*half/long, shape.neck.y - dx*half/long}}
		p.signs = append(p.signs, around(shape.head))
	}
	p.add(l, shape)
}
