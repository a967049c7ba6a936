package timeline

import (
	"io"
	"strconv"
	"unicode/utf8"
)

// TextOptions say how WriteText writes.
type TextOptions struct {
	Wire  bool // also messages on links, and the server's beats
	Style Style
}

// Style dresses a part of a record's line, with colour for example; padding is added outside. It
// must not change the text's width. nil leaves everything plain.
type Style func(part Part, r *Record, s string) string

// Part is a column of the text.
type Part uint8

// The parts, from left to right.
const (
	PartTime Part = iota
	PartNumber
	PartWho
	PartWhat
	PartMarks
)

// markColumn is the furthest that the column of marks moves to the right, counted from the start of
// what; a longer text pushes its own marks only.
const markColumn = 48

// WriteText writes the records for people, one a line: time, number, who, what, and at the right
// the names of its marks.
//
//	 5.000s  #13  A       calls loginRoom lobby                 ◂ T0
//	95.150s  #52  server  alice's seat expired
func (t *Timeline) WriteText(w io.Writer, opt TextOptions) error {
	l := layout{words: words{t: t}, style: opt.Style}
	l.measure(opt.Wire)
	out := make([]byte, 0, 2*chunk)
	marks := t.marksInOrder()
	for i := range t.Records {
		r := &t.Records[i]
		var named []Mark
		named, marks = marksOf(marks, r.N)
		if !opt.Wire && quiet(r) {
			continue
		}
		out = l.line(out, r, named)
		if len(out) >= chunk {
			if _, err := w.Write(out); err != nil {
				return err
			}
			out = out[:0]
		}
	}
	_, err := w.Write(out)
	return err
}

// quiet reports whether a record is shown with the wire only.
func quiet(r *Record) bool { return r.Kind.Wire() || r.Name == ServerBeat }

// layout knows the columns of a text.
type layout struct {
	words words
	style Style
	// Widths: of whole seconds, of decimals with the s, of "#n", of who, and of what with marks.
	seconds, decimals, number, who, what int
	buf                                  []byte
}

// measure finds the width of each column over all records that are shown.
func (l *layout) measure(wire bool) {
	t := l.words.t
	marks := t.marksInOrder()
	for i := range t.Records {
		r := &t.Records[i]
		var named []Mark
		named, marks = marksOf(marks, r.N)
		if !wire && quiet(r) {
			continue
		}
		l.buf = r.At.Append(l.buf[:0])
		whole := point(l.buf)
		l.seconds = max(l.seconds, whole)
		l.decimals = max(l.decimals, len(l.buf)-whole)
		l.number = max(l.number, digits(r.N)+1)
		l.words.record(r)
		l.who = max(l.who, utf8.RuneCountInString(l.words.who()))
		if len(named) > 0 {
			l.what = max(l.what, min(markColumn, utf8.RuneCount(l.words.what)))
		}
	}
}

// line appends the line of r.
func (l *layout) line(b []byte, r *Record, named []Mark) []byte {
	l.words.record(r)
	l.buf = r.At.Append(l.buf[:0])
	whole := point(l.buf)
	b = pad(b, l.seconds-whole)
	b = l.part(b, PartTime, r, l.buf)
	b = pad(b, l.decimals-(len(l.buf)-whole)+2+l.number-1-digits(r.N))
	l.buf = strconv.AppendUint(append(l.buf[:0], '#'), uint64(r.N), 10)
	b = l.part(b, PartNumber, r, l.buf)
	who := l.words.who()
	l.buf = append(l.buf[:0], who...)
	b = l.part(pad(b, 2), PartWho, r, l.buf)
	b = pad(b, l.who-utf8.RuneCountInString(who)+2)
	b = l.part(b, PartWhat, r, l.words.what)
	if len(named) == 0 {
		return append(b, '\n')
	}
	b = pad(b, max(0, l.what-utf8.RuneCount(l.words.what))+2)
	l.buf = append(l.buf[:0], "◂"...)
	for i := range named {
		l.buf = append(append(l.buf, ' '), Show(named[i].Name)...)
	}
	return append(l.part(b, PartMarks, r, l.buf), '\n')
}

// part appends a part as the style wants it.
func (l *layout) part(b []byte, part Part, r *Record, s []byte) []byte {
	if l.style == nil {
		return append(b, s...)
	}
	return append(b, l.style(part, r, string(s))...)
}

// point returns the index of the decimal point of a written time.
func point(s []byte) int {
	for i, c := range s {
		if c == '.' {
			return i
		}
	}
	panic("timeline: a time without a decimal point: " + string(s))
}

// digits is the number of decimal digits of n.
func digits(n uint32) int {
	d := 1
	for ; n > 9; n /= 10 {
		d++
	}
	return d
}

func pad(b []byte, n int) []byte {
	for range n {
		b = append(b, ' ')
	}
	return b
}
