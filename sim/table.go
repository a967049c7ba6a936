package sim

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
)

func parseTable(name string, text []byte) (*Table, error) {
	t := &Table{name: name}
	line := 0
	for l := range bytes.Lines(text) {
		line++
		if l[0] == '#' {
			continue
		}
		for _, f := range bytes.Fields(l) {
			v, err := strconv.ParseInt(string(f), 10, 16)
			if err != nil {
				return nil, lineError(line, fmt.Sprintf("%q", f))
			}
			t.values = append(t.values, int16(v))
		}
	}
	slices.Sort(t.values)
	return t, nil
}
