package plots

// The signs of the legend.

func signDot(p *picture, at point) { p.dot(at, green.fill) }

func signTick(p *picture, at point) {
	p.fill(barLayer, box{at.x - 9*pt, at.y - 3*pt, at.x + 9*pt, at.y + 3*pt}, grey.fill)
	p.fill(cutLayer, box{at.x - 8, at.y - 5*pt, at.x + 8, at.y + 5*pt}, ink)
}

func signArrow(p *picture, at point) {
	p.arrow(point{at.x - 9*pt, at.y + 2*pt}, point{at.x + 9*pt, at.y - 2*pt}, wire, medium)
}

func signPale(p *picture, at point) {
	p.arrow(point{at.x - 9*pt, at.y + 2*pt}, point{at.x + 9*pt, at.y - 2*pt}, pale, thin)
}

func signLost(p *picture, at point) {
	p.line(arrowLayer, point{at.x - 9*pt, at.y}, point{at.x + 5*pt, at.y}, loss, medium, 30, 20)
	p.cross(point{at.x + 6*pt, at.y}, 22)
}

func signCut(p *picture, at point) {
	p.fill(barLayer, box{at.x - 9*pt, at.y - 3*pt, at.x + 9*pt, at.y + 3*pt}, grey.fill)
	p.cut(at.x, at.y-3*pt, at.y+3*pt, paper)
}

func signBox(fill tone) func(*picture, point) {
	return func(p *picture, at point) {
		p.fill(barLayer, box{at.x - 9*pt, at.y - 4*pt, at.x + 9*pt, at.y + 4*pt}, fill)
	}
}

func signTints(p *picture, at point) {
	for i := range 6 {
		w := cell{weather: weather{loss: uint32(i*i) * 40_000}}
		x := at.x - 9*pt + i*3*pt
		p.fill(barLayer, box{x, at.y - 4*pt, x + 3*pt, at.y + 4*pt}, w.tint())
	}
}

func signDelay(p *picture, at point) {
	p.fill(barLayer, box{at.x - 9*pt, at.y - 4*pt, at.x + 9*pt, at.y + 4*pt}, pure(hClear))
	p.add(cutLayer, stroke{pts: []point{{at.x - 9*pt, at.y + 25}, {at.x, at.y + 25},
		{at.x, at.y - 25}, {at.x + 9*pt, at.y - 25}}, ink: wire, width: thin + 2})
}

func signAgain(p *picture, at point) {
	p.arrow(point{at.x - 9*pt, at.y}, point{at.x + 9*pt, at.y}, wire, thin+2)
	p.again(point{at.x - 4*pt, at.y}, wire)
}

func signCopy(p *picture, at point) {
	p.arrow(point{at.x - 9*pt, at.y}, point{at.x + 9*pt, at.y}, wire, thin+2)
	p.twin(point{at.x - 4*pt, at.y}, wire)
}

func signClaim(v Verdict) func(*picture, point) {
	return func(p *picture, at point) {
		r := &claimRow{Claim: &Claim{Verdict: v}, y: at.y, shown: true, stop: free,
			bracket: span{at.x - 9*pt, at.x + 5*pt}}
		switch v {
		case Held:
			r.came = []int{at.x - 2*pt}
		case Broken:
			r.came, r.bracket.x1 = []int{at.x + 8*pt}, at.x+pt
			r.wrong = r.came
		}
		r.drawWindow(p)
	}
}

func signLoose(p *picture, at point) {
	for _, side := range [...]int{-1, 1} {
		p.bracketEnd(point{at.x + side*45, at.y}, -side, closed, muted)
	}
}

func signOwn(p *picture, at point) {
	r := &claimRow{Claim: &Claim{}, y: at.y, shown: true, own: true,
		bracket: span{at.x - 9*pt, at.x + 9*pt}, came: []int{at.x + 2*pt}}
	r.drawWindow(p)
}

func signClasp(p *picture, at point) {
	for _, y := range [...]int{at.y - 4*pt, at.y + 4*pt} {
		p.line(barLayer, point{at.x, y}, point{at.x + 5*pt, y}, loss, strong)
	}
	p.line(barLayer, point{at.x + 5*pt, at.y - 4*pt}, point{at.x + 5*pt, at.y + 4*pt}, loss, strong)
}
