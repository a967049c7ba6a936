package plots

import "roomsim/model/timeline"

func isCallback(r *timeline.Record) bool { return r.Kind == timeline.Callback }

func isUpdate(r *timeline.Record) bool { return r.Name == timeline.OnRoomUserUpdate }

// drawMarks draws the axis, a tick for each stop, a guide for each mark, and their texts.
func (c *chart) drawMarks() {
	c.pic.line(barLayer, point{c.left, c.axisY}, point{c.axisEnd, c.axisY}, muted, medium)
	for _, s := range c.stops() {
		x := c.axis.x(s.at)
		if len(s.names) > 0 {
			c.pic.line(backLayer, point{x, c.guideTop}, point{x, c.axisY}, hair, thin)
		}
		c.pic.line(barLayer, point{x, c.axisY}, point{x, c.axisY + 3*pt}, muted, medium)
	}
	c.pic.flags(c.markFlags, c.axisY+6*pt, c.axisY, 1, pale)
}
