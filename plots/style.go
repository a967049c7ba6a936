package plots

import (
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

// Widths of the page: 1,000 and 4,000 pixels of a PNG of 144 dots per inch.
const (
	narrowest = 500 * pt
	usual     = 820 * pt
	widest    = 2000 * pt
)

// paint is a colour and the one of text upon it.
type paint struct {
	fill, text tone
}

// The hues. The palettes are after Okabe and Ito: their colours stay apart for colour-blind eyes,
// and no meaning hangs on colour alone.
const (
	hPaper hue = iota
	hInk
	hMuted
	hPale
	hHair
	hBand
	hWire
	hLoss
	hOutage
	hStorm
	hNight
	hClear
	hSevere
	hBlue
	hGreen
	hOrange
	hRed
	hGrey
	hDead
	hSeen
	hSeenText
	hGone
	hGoneText
	hLapsed
	hLapsedText
	hHeld
	hOnDark
	hOnLight
	hAccent
	hRust
	hPurple
	hSky
	hues
)

var light = palette{
	hPaper: 0xFFFFFF, hInk: 0x1F2933, hMuted: 0x52606D, hPale: 0x7B8794, hHair: 0xDDE2E8,
	hBand: 0xF1F3F6, hWire: 0x334E68, hLoss: 0xB3250A, hOutage: 0xFBE3DC, hStorm: 0xE6E4F3,
	hNight: 0xE3E6EA, hClear: 0xECEFF3, hSevere: 0xEE9F8B, hBlue: 0x1379C4, hGreen: 0x1C6D4E,
	hOrange: 0xF0A202, hRed: 0xB82803, hGrey: 0xC3CAD3, hDead: 0x384653, hSeen: 0xA3D3BF,
	hSeenText: 0x084C39, hGone: 0xE4E8ED, hGoneText: 0x52606D, hLapsed: 0xF1C6BA,
	hLapsedText: 0x8A1C08, hHeld: 0x1C6D4E, hOnDark: 0xFFFFFF, hOnLight: 0x1F2933,
	hAccent: 0xA3247F, hRust: 0xC4500A, hPurple: 0x9B4A86, hSky: 0x3B9BD6,
}

var dark = palette{
	hPaper: 0x12171D, hInk: 0xE6EBF0, hMuted: 0xA9B4C0, hPale: 0x6B7886, hHair: 0x2C353F,
	hBand: 0x1C232B, hWire: 0x9FC3E6, hLoss: 0xFF8A70, hOutage: 0x43211B, hStorm: 0x2C2A47,
	hNight: 0x262C34, hClear: 0x242C35, hSevere: 0x9C3B25, hBlue: 0x0064BD, hGreen: 0x418063,
	hOrange: 0xF0A202, hRed: 0xCF4020, hGrey: 0x4D5865, hDead: 0x8592A0, hSeen: 0x1D4D3F,
	hSeenText: 0xBFE9DA, hGone: 0x262E37, hGoneText: 0xA9B4C0, hLapsed: 0x61372D,
	hLapsedText: 0xFFB6A3, hHeld: 0x4FC9A1, hOnDark: 0xFFFFFF, hOnLight: 0x12171D,
	hAccent: 0xFF8FD0, hRust: 0xE8804A, hPurple: 0xD59AC4, hSky: 0x7CC4EE,
}

// The tones.
var (
	paper  = pure(hPaper)
	ink    = pure(hInk)
	muted  = pure(hMuted)
	pale   = pure(hPale)
	hair   = pure(hHair)
	band   = pure(hBand)
	wire   = pure(hWire)
	loss   = pure(hLoss)
	outage = pure(hOutage)
	storm  = pure(hStorm)
	night  = pure(hNight)
	accent = pure(hAccent)  // a chain of causes
	white  = pure(hOnDark)  // text on what is dark in every theme
	black  = pure(hOnLight) // text on what is light in every theme
)

// The paints of bars.
var (
	blue   = paint{pure(hBlue), white}
	green  = paint{pure(hGreen), white}
	orange = paint{pure(hOrange), black}
	red    = paint{pure(hRed), white}
	grey   = paint{pure(hGrey), ink}
	dead   = paint{pure(hDead), paper}
	seen   = paint{pure(hSeen), pure(hSeenText)}
	gone   = paint{pure(hGone), pure(hGoneText)}
	lapsed = paint{pure(hLapsed), pure(hLapsedText)}
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
