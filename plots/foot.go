package plots

import (
	"slices"
	"strings"

	"roomsim/model/timeline"
)

// mostNotes is how many notes stand under a chart.
const mostNotes = 5

// layFoot places the legend and the notes from y down, and returns where they end.
func (c *chart) layFoot(y int) int {
	y += len(c.keyRows()) * keyLeading
	for i := range c.details {
		y += len(c.detailLines(&c.details[i])) * detailLeading
	}
	return y + len(c.footer)*noteStyle.leading() + 2*pt
}

// footNotes says what the chart left out, and what the run remarked.
func (c *chart) footNotes() []string {
	var list []string
	if n := len(c.leftOut); n > 0 {
		names := strings.Join(c.leftOut[:min(n, 6)], ", ")
		if n > 6 {
			names += " and " + thousands(n-6) + " more"
		}
		list = append(list, "Left out: "+names)
	}
	for i, text := range c.story.notes {
		if len(list) == mostNotes-1 && i+1 < len(c.story.notes) {
			list = append(list, "… and "+thousands(len(c.story.notes)-i)+" more notes")
			break
		}
		list = append(list, "Note: "+text)
	}
	return list
}

const keyLeading = 13 * pt

// key is an entry of the legend: a sign and what it means.
type key struct {
	text string
	sign func(p *picture, at point) // around at, keyWidth wide
}

const (
	keyWidth = 24 * pt
	keyGap   = 14 * pt
)

// keys lists what the legend explains: what the chart has.
func (c *chart) keys() []key {
	var tags, calls, mail, lost, pale, shades, storms bool
	for _, l := range c.lanes {
		for _, t := range l.tags {
			tags = tags || isCallback(t) && !l.crowd
			calls = calls || t.Kind == timeline.Call && !l.crowd
		}
		mail = mail || len(l.mail) > 0
		for i := range l.mail {
			lost = lost || l.mail[i].lost()
			pale = pale || c.pale(l, &l.mail[i])
		}
		for _, s := range l.shades {
			shades = shades || s.look.fill == outage
			storms = storms || s.look.fill == storm
		}
	}
	list := []key{
		{"a step of what led to it", signBadge}, {"what came meanwhile", signRing},
		{"callback of the SDK: onRoomStateChanged reason(code), onRoomUserUpdate", signDot},
		{"the app calls the SDK", signTick}, {"message", signArrow},
		{"a message that led to no callback", signPale}, {"lost message", signLost},
		{"the device's network is down", signBox(outage)}, {"weather on the path", signBox(storm)},
		{"time folded away: each stretch has a scale of its own", signCut},
		{"since the mark before", signSince},
	}
	storms = storms || len(c.weather) > 0
	beside := slices.ContainsFunc(c.chain.links, func(l link) bool { return l.beside })
	has := []bool{len(c.chain.links) > 0, beside, tags, calls, mail, pale, lost, shades, storms,
		len(c.axis.starts) > 1, len(c.marks) > 0}
	var shown []key
	for i, k := range list {
		if has[i] {
			shown = append(shown, k)
		}
	}
	return slices.Concat(shown, c.moreKeys, c.skyKeys(), c.patternKeys(), c.claimKeys())
}

// pale reports whether a message is drawn pale: between the folds, with no callback that it led to.
func (c *chart) pale(l *lane, m *message) bool {
	leg := &c.axis.legs[c.place(m)]
	return !l.crowd && !leg.gap && !m.matters && !m.lost() && !c.chain.leads(m)
}

// skyKeys are the entries about strips of weather, and about messages that links lost or copied.
func (c *chart) skyKeys() []key {
	var tints, slow, again, copies bool
	for _, l := range c.lanes {
		for _, p := range l.skies {
			slow = slow || p.slow
			tints = tints || slices.ContainsFunc(p.list, func(w spell) bool { return w.loss > 0 })
		}
		for i := range l.mail {
			again = again || l.mail[i].again > 0
			copies = copies || l.mail[i].copy
		}
	}
	var list []key
	if tints {
		list = append(list, key{"loss on a link: none to all", signTints})
	}
	if slow {
		list = append(list, key{"a link's delay, the higher the longer", signDelay})
	}
	if again {
		list = append(list, key{"a lost message sent again", signAgain})
	}
	if copies {
		list = append(list, key{"a link's copy of a message", signCopy})
	}
	return list
}

// keyRows breaks the legend into rows.
func (c *chart) keyRows() [][]key {
	var rows [][]key
	x := c.pic.w
	for _, k := range c.keys() {
		w := keyWidth + noteStyle.width(k.text) + keyGap
		if x+w > c.pic.w-margin+keyGap {
			rows = append(rows, nil)
			x = margin
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], k)
		x += w
	}
	return rows
}

func (c *chart) drawFoot() {
	y := c.footTop
	for _, row := range c.keyRows() {
		x := margin
		for _, k := range row {
			k.sign(c.pic, point{x + keyWidth/2 - 2*pt, y + keyLeading/2})
			at := noteStyle.at(x+keyWidth, y+(keyLeading-noteSize)/2, k.text)
			c.pic.write(at, k.text, noteStyle)
			x += keyWidth + noteStyle.width(k.text) + keyGap
		}
		y += keyLeading
	}
	for i := range c.details {
		y = c.drawDetail(&c.details[i], y)
	}
	for _, n := range c.footer {
		n = c.fit(noteStyle, n)
		c.pic.write(noteStyle.at(margin, y, n), n, noteStyle)
		y += noteStyle.leading()
	}
}

func signBadge(p *picture, at point) { p.badge(at, "1", false) }

func signRing(p *picture, at point) { p.badge(at, "2", true) }

func signSince(p *picture, at point) {
	const text = "+1s"
	x, y := at.x-noteStyle.width(text)/2, at.y-noteStyle.height()/2
	p.write(noteStyle.at(x, y, text), text, noteStyle)
}
