package sim

import "time"

// Plain reports whether the law is constant or uniform: least plus a uniform part of spread, which
// Scale gives.
func (l *Law) Plain() (least, spread time.Duration, ok bool) {
	switch {
	case l.kind == constantLaw:
		return l.raise(l.base), 0, true
	case l.kind == uniformLaw && l.base > 0 && l.floor <= l.base:
		return l.base, l.width, true
	}
	return 0, 0, false
}
