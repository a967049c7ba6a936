package spec

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// caretWidth is how much of a long source line is shown, in columns of the terminal.
const caretWidth = 96

// Caret gives the source line and a caret under the place, without a final newline, for a terminal:
// tabs become blanks, wide characters count twice, and what could move the cursor is escaped. A
// long line is cut on both sides. It is "" for a problem without a source line.
func (p Problem) Caret() string {
	if p.Source == "" || p.Col < 1 {
		return ""
	}
	before, from := window(p.Source, p.Col)
	var line, pad strings.Builder
	if from > 0 {
		line.WriteString("…")
		pad.WriteString(" ")
	}
	width, i := 0, from
	for ; i < len(p.Source) && width < caretWidth; i++ {
		r, size := utf8.DecodeRuneInString(p.Source[i:])
		cell, w := visible(p.Source[i:i+size], r)
		if i < before {
			pad.WriteString(strings.Repeat(" ", w))
		}
		line.WriteString(cell)
		width += w
		i += size - 1
	}
	if i < len(p.Source) {
		line.WriteString("…")
	}
	return line.String() + "\n" + pad.String() + "^"
}

// window returns the offset of a column of a line, and where to begin to show the line.
func window(line string, col int) (at, from int) {
	for ; col > 1 && at < len(line); col-- {
		_, size := utf8.DecodeRuneInString(line[at:])
		at += size
	}
	if at <= caretWidth*2/3 {
		return at, 0
	}
	from = at
	for n := 0; n < caretWidth/2 && from > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(line[:from])
		from -= size
	}
	return at, from
}

// visible gives what a terminal may be shown of a character, and its width.
func visible(raw string, r rune) (cell string, width int) {
	switch {
	case r == '\t':
		return "    ", 4
	case r == utf8.RuneError && len(raw) == 1:
		cell = `\x` + strconv.FormatUint(uint64(raw[0]), 16)
		return cell, len(cell)
	case !unicode.IsPrint(r):
		cell = strings.Trim(strconv.QuoteRuneToASCII(r), "'")
		return cell, len(cell)
	case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r):
		return raw, 0
	case wide(r):
		return raw, 2
	}
	return raw, 1
}

// wide reports whether terminals give a character two columns: the East Asian blocks and emoji.
func wide(r rune) bool {
	for _, block := range [...][2]rune{{0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0xa4cf},
		{0xa960, 0xa97c}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff00, 0xff60},
		{0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff},
		{0x20000, 0x3fffd}} {
		if block[0] <= r && r <= block[1] {
			return true
		}
	}
	return false
}
