package plots

// headHeight is what the heading of a panel takes.
const headHeight = 18 * pt

// layOut places the panel from y down and returns where it ends.
func (p *panel) layOut(y int) int {
	p.headTop = y
	y += headHeight
	p.foldTop = p.layWeather(y+2*pt) + 3*pt
	end := p.layBody(p.foldTop + 2*pt)
	p.guideTop = y
	return end
}

// name is what the panel is called.
func (p *panel) name() string {
	switch {
	case p.Title != "":
		return show(p.Title)
	case p.Measured:
		return "measured"
	}
	return show(p.tl.Scenario)
}

// noServer and noMail say what a measured panel cannot show.
const (
	noServer = "a log of the app: it knows neither the server nor the messages"
	noMail   = "a log: it does not know the messages"
)

// about says what the panel shows besides its name, and besides the title of the page.
func (p *panel) about(title string) string {
	switch own := show(p.tl.Title); {
	case p.Measured && p.server.silent():
		return noServer
	case p.Measured:
		return noMail
	case own == "" || own == title:
		return p.settings()
	default:
		return own + " · " + p.settings()
	}
}

// drawHead draws a bar across the page with the panel's name. Lines from above go under it.
func (p *panel) drawHead(title string) {
	bar := box{margin, p.headTop, p.pic.w - margin, p.headTop + headHeight}
	p.pic.fill(guideLayer, bar, hair)
	room := bar.x1 - bar.x0 - 12*pt
	name := fonts().fit(nameStyle.face, nameStyle.size, p.name(), room*2/3)
	at := nameStyle.at(bar.x0+6*pt, (bar.y0+bar.y1-nameStyle.height())/2, name)
	p.pic.write(at, name, nameStyle)
	room -= at.x1 - at.x0 + 10*pt
	about := fonts().fit(subStyle.face, subStyle.size, p.about(title), room)
	base := at.y0 + nameStyle.rise() - subStyle.rise()
	p.pic.write(subStyle.at(at.x1+10*pt, base, about), about, subStyle)
}

// draw fills the page. Messages come last, as their texts take what is still free.
func (c *comparison) draw() {
	c.drawHead()
	c.drawFolds()
	for _, p := range c.panels {
		p.drawHead(c.pic.title)
		p.drawBody()
	}
	c.pic.desc = "Swimlane charts on one time axis."
	for i, p := range c.panels {
		c.pic.desc += " " + p.name() + " (" + p.about(c.pic.title) + "). " + p.describe()
		if i > 0 {
			p.seam.draw(c.pic)
			c.pic.desc += p.seam.describe()
		}
	}
	c.drawFoot()
	for _, p := range c.panels {
		p.drawMail()
	}
	c.pic.halos()
}
