package main

import (
	"io"
	"strings"
	"unicode/utf8"
)

// cell is a text with its colours, in a row.
type cell struct {
	colours, text string
	right         bool // it stands at the right side of its column
}

func left(colours, text string) cell { return cell{colours, text, false} }

func right(colours, text string) cell { return cell{colours, text, true} }

// columns is rows of cells, written with their columns two blanks apart.
type columns [][]cell

func (rows *columns) add(row ...cell) { *rows = append(*rows, row) }

// write writes the rows, each behind an indent.
func (rows columns) write(w io.Writer, p paint, indent string) error {
	var widths []int
	for _, row := range rows {
		for c := range row {
			if c == len(widths) {
				widths = append(widths, 0)
			}
			widths[c] = max(widths[c], utf8.RuneCountInString(row[c].text))
		}
	}
	for _, row := range rows {
		line, pad := indent, ""
		for c := range row {
			room := strings.Repeat(" ", widths[c]-utf8.RuneCountInString(row[c].text))
			if row[c].right {
				pad, room = pad+room, ""
			}
			if row[c].text != "" {
				line += pad + p.of(row[c].colours, row[c].text)
				pad = ""
			}
			pad += room + "  "
		}
		if _, err := io.WriteString(w, line+"\n"); err != nil {
			return err
		}
	}
	return nil
}
