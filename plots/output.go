package plots

import (
	"fmt"
	"io"
	"strings"
)

// Format is a kind of picture file.
type Format string

// The formats, named like the endings of their files.
const (
	SVG Format = "svg" // text stays text; the same bytes everywhere
	PNG Format = "png" // 1,000 to 4,000 pixels wide, unless told otherwise
	PDF Format = "pdf" // text becomes outlines: it looks right everywhere but cannot be searched

	// The fonts of PNG and PDF are Latin, Greek, Cyrillic and Hebrew: a letter of another script
	// is an empty box there. In an SVG it is what the reader's fonts make of it.
)

// FormatOf returns the format that the ending of a file's name asks for.
func FormatOf(file string) (Format, error) {
	ending := strings.ToLower(file[strings.LastIndexByte(file, '.')+1:])
	switch f := Format(ending); f {
	case SVG, PNG, PDF:
		return f, nil
	}
	return "", fmt.Errorf(
		"no chart can be written to %q; expected a name that ends in .svg, .png or .pdf", file)
}

// output paints the picture in a format.
func (p *picture) output(w io.Writer, f Format, opt Options) error {
	look, err := opt.Theme.palette()
	if err != nil {
		return err
	}
	switch f {
	case SVG:
		return p.svg(w, look)
	case PNG:
		return p.png(w, look, opt.dpi())
	case PDF:
		return p.pdf(w, look)
	}
	return fmt.Errorf("unknown format of a chart %q; expected svg, png or pdf", string(f))
}
