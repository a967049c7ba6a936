package plots

// road is the way between a lane and the server.
type road struct {
	chart          *chart
	row            *row
	client, server int // y of its ends
	near           bool
	sums           []foldText // what folds hide
}

// low and high bound the texts about a lane's messages: the room between the lane and the next one.
func (d *road) low() int { return min(d.client, d.reach()) }

func (d *road) high() int { return max(d.client, d.reach()) }

func (d *road) message(m *message, look tone, width int) wireText {
	return d.chart.drawMessage(*d, m, look, width)
}

func (d *road) bundle(b *bundle) wireText { return d.chart.drawBundle(*d, b) }

func (d *road) folded(leg int, mail []message) {
	d.sums = append(d.sums, d.chart.drawFolded(*d, leg, mail))
}

func (d *road) mostWritten() int { return 3 }

func (d *road) reach() int {
	if d.near {
		return d.server
	}
	if d.row.above {
		return d.client + outerGap - 4*pt
	}
	return d.client - outerGap + 4*pt
}

// lossGap is how far a cross stays from the ends of a road.
const lossGap = 6 * pt

// death is where a message is lost that has gone so many per cent of its way: beside its own lane,
// never on another one.
func (d *road) death(a, b point, share int) point {
	y := a.y + (b.y-a.y)*share/100
	y = min(max(y, d.low()+lossGap), d.high()-lossGap)
	return point{between(a, b, y), y}
}
