package sim

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
)

// Table is the values of a distribution that was measured. It never changes.
type Table struct {
	name   string
	values []int16 // in 1/8192 of a standard deviation from the mean, from low to high
}

// MaxTable is the bound on a table's entries, four times that of the Linux kernel (NETEM_DIST_MAX).
const MaxTable = 4 * 16384

// tableScale is the value that stands for one standard deviation, NETEM_DIST_SCALE of the Linux
// kernel (include/uapi/linux/pkt_sched.h).
const tableScale = 8192

// ParseTable reads a distribution in the format of netem's .dist files: whole numbers from -32768
// to 32767 with blanks between, where v stands for mean + v/8192 standard deviations; a line that
// begins with # is a comment. A table has 1 to MaxTable entries; their order means nothing. The
// name is what Law.String calls it. An error begins with the line at fault: "line 3: ".
//
// It is stricter than tc, which ends a line silently at the first thing that is not a number, cuts
// numbers to 16 bits and reads 0x10 and 010 in other bases: here these are errors.
func ParseTable(name string, text []byte) (*Table, error) {
	t := &Table{name: name}
	number := 0
	for line := range bytes.Lines(text) {
		number++
		if line[0] == '#' {
			continue
		}
		for field := range bytes.FieldsSeq(line) {
			v, ok := tableValue(field)
			if !ok {
				return nil, fmt.Errorf("line %d: %.20q is no value of a distribution; expected whole "+
					"numbers from -32768 to 32767, or a comment that begins with #", number, field)
			}
			if len(t.values) == MaxTable {
				return nil, fmt.Errorf("line %d: too many values; expected at most %d", number, MaxTable)
			}
			t.values = append(t.values, v)
		}
	}
	if len(t.values) == 0 {
		return nil, fmt.Errorf("line %d: no values; expected at least one whole number",
			max(number, 1))
	}
	slices.Sort(t.values)
	return t, nil
}

// tableValue reads a decimal number of 16 bits.
func tableValue(field []byte) (v int16, ok bool) {
	digits := bytes.TrimPrefix(field, []byte("-"))
	octal := len(digits) > 1 && digits[0] == '0'
	wide, err := strconv.ParseInt(string(field), 10, 16)
	return int16(wide), err == nil && !octal && field[0] != '+'
}

// Name returns what the table was called when it was read.
func (t *Table) Name() string { return t.name }

// Len returns the number of entries.
func (t *Table) Len() int { return len(t.values) }
