package plots

import (
	"image/color"

	"roomsim/model/timeline"
)

// pt is a point, 1/72 inch. Coordinates and sizes are whole tenths of it.
const pt = 10

// Sizes of text. Rule: nothing is smaller than smallest.
const (
	smallest    = 7 * pt
	noteSize    = 7 * pt
	codeSize    = 8 * pt
	barSize     = 8 * pt
	markSize    = 8 * pt
	nameSize    = 11 * pt
	titleSize   = 15 * pt
	lineSpacing = 125 // per cent of a text's size
)

// Sizes of what is drawn.
const (
	margin      = 14 * pt
	barHeight   = 16 * pt
	stripHeight = 11 * pt
	skyHeight   = 10 * pt // of a strip of weather
	crowdHeight = 64 * pt
	countHeight = 22 * pt
	innerGap    = 54 * pt // between a lane next to the server and the server: room for messages
	outerGap    = 46 * pt // the same for the lanes further out
	bareGap     = 18 * pt // between lanes of a run without messages
	dotRadius   = 38      // with its ring
	ringWidth   = 11
	thin        = 5
	medium      = 10
	strong      = 13
)

// Widths of the page: 1,000 and 4,000 pixels of a PNG.
const (
	narrowest = 500 * pt
	usual     = 820 * pt
	widest    = 2000 * pt
	dpi       = 144
)

// paint is a colour and the one of text upon it.
type paint struct {
	fill, text color.NRGBA
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

func faint(c color.NRGBA, alpha uint8) color.NRGBA {
	c.A = alpha
	return c
}

// The palette, after Okabe and Ito: its colours stay apart for colour-blind eyes, and no meaning
// hangs on colour alone.
var (
	white  = rgb(0xFFFFFF)
	ink    = rgb(0x1F2933)
	muted  = rgb(0x52606D)
	pale   = rgb(0x9AA5B1)
	hair   = rgb(0xDDE2E8)
	band   = rgb(0xF1F3F6)
	wire   = rgb(0x334E68)
	loss   = rgb(0xB3250A)
	outage = rgb(0xFBE3DC)
	storm  = rgb(0xE6E4F3)
	night  = rgb(0xE3E6EA)
	clear  = rgb(0xECEFF3) // a link without loss
	severe = rgb(0xEE9F8B) // one that loses everything
)

// The paints of bars.
var (
	blue   = paint{rgb(0x1F6FB5), white}
	green  = paint{rgb(0x0B7A5B), white}
	orange = paint{rgb(0xF0A202), ink}
	red    = paint{rgb(0xB3250A), white}
	grey   = paint{rgb(0xC3CAD3), ink}
	dead   = paint{rgb(0x3E4C59), white}
	seen   = paint{rgb(0xBFE3D5), rgb(0x084C39)}
	gone   = paint{rgb(0xE9ECF0), rgb(0x52606D)}
	lapsed = paint{rgb(0xF6D5CC), rgb(0x8A1C08)}
)

// states paints each reason of an onRoomStateChanged; none and killed stand for no reason yet and
// for a dead app.
var states = [...]paint{
	timeline.Logining:        blue,
	timeline.Logined:         green,
	timeline.LoginFailed:     red,
	timeline.Reconnecting:    orange,
	timeline.Reconnected:     green,
	timeline.ReconnectFailed: red,
	timeline.KickOut:         red,
	timeline.Logout:          grey,
	timeline.LogoutFailed:    red,
	killed:                   dead,
}

// States of a bar besides the reasons.
const (
	none   timeline.Reason = 0
	killed timeline.Reason = 10
	nState                 = 11
)

func (s *story) stateName(r timeline.Reason) string {
	if r == killed {
		return "app killed"
	}
	return s.tl.Cast.Labels.Reason(r)
}
