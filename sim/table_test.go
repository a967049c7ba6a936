package sim

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestTablesAreRead(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []int16 // or
		fault      string
	}{
		{"one value", "7", []int16{7}, ""},
		{"sorted", "3 -2\n1\n", []int16{-2, 1, 3}, ""},
		{"comments", "# a 1 b\n 5\n#\n\n\t6\r\n# end", []int16{5, 6}, ""},
		{"the ends", "-32768 32767 0 -0", []int16{-32768, 0, 0, 32767}, ""},
		{"empty", "", nil, "line 1: no values; expected at least one whole number"},
		{"comments alone", "# x\n# y\n", nil, "line 2: no values; expected"},
		{"a word", "1 2\n3 four\n", nil, `line 2: "four" is no value of a distribution; expected whole`},
		{"a fraction", "1\n\n2.5", nil, `line 3: "2.5" is no value`},
		{"above 16 bits", "32768", nil, `line 1: "32768" is no value`},
		{"below 16 bits", "-32769", nil, `line 1: "-32769" is no value`},
		{"octal", "1\n010", nil, `line 2: "010" is no value`},
		{"hexadecimal", "0x10", nil, `line 1: "0x10" is no value`},
		{"a plus", "+1", nil, `line 1: "+1" is no value`},
		{"a minus alone", "-", nil, `line 1: "-" is no value`},
		{"underscores", "1_0", nil, `line 1: "1_0" is no value`},
		{"a comment behind", "1 # one", nil, `line 1: "#" is no value`},
		{"a long word", strings.Repeat("x", 99), nil, `line 1: "` + strings.Repeat("x", 20) + `" is no`},
		{"no text", "1\n\x00\xff", nil, `line 2: "\x00\xff" is no value`},
		{"too many", strings.Repeat("1 2\n", MaxTable/2) + "3", nil,
			"line 32769: too many values; expected at most 65536"},
	} {
		got, err := ParseTable("x", []byte(tt.text))
		switch {
		case tt.want != nil && (err != nil || !slices.Equal(got.values, tt.want) || got.Name() != "x" ||
			got.Len() != len(tt.want)):
			t.Errorf("%s: got %v, %v, want %v", tt.name, got, err, tt.want)
		case tt.want == nil && (err == nil || !strings.HasPrefix(err.Error(), tt.fault)):
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.fault)
		}
	}
	if _, err := ParseTable("full", []byte(strings.Repeat("-1\n", MaxTable))); err != nil {
		t.Errorf("%d values: %v", MaxTable, err)
	}
}

// The kernel's tabledist, in the words of its own arithmetic.
func TestTableEntriesAreNetems(t *testing.T) {
	for _, tt := range []struct {
		v        int16
		mean, sd time.Duration
		want     time.Duration
	}{
		{8192, 100, 10, 110}, {-8192, 100, 10, 90}, {4096, 100, 1, 101}, {-4096, 100, 1, 99},
		{4095, 100, 1, 100}, {-4095, 100, 1, 100}, {0, 100, 50, 100}, {32767, 0, 8192, 32767},
		{-32768, 40_000, 8192, 7232}, {1, 1_000_000, 81_920_000, 1_010_000},
		{3, 1_000_000, 81_921_000, 1_030_000},
		{32767, 1, 324e12, 1_295_960_449_218_751}, // 90 h: more than 64 bits if multiplied at once
	} {
		l := TableLaw(&Table{values: []int16{tt.v}}, tt.mean, tt.sd)
		s := Seed(1, NameOf("entry"), 0)
		if got := l.Draw(&s); got != tt.want {
			t.Errorf("%d of %d ± %d: got %d, want %d", tt.v, tt.mean, tt.sd, got, tt.want)
		}
	}
}

func FuzzParseTable(f *testing.F) {
	for _, text := range []string{"", "1", "# x\n-8192 0 8192\n", "1 2 x", "99999", "\n\n\r\n-0 00"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		table, err := ParseTable("fuzz", text)
		if err != nil {
			var line int
			if n, _ := fmt.Sscanf(err.Error(), "line %d: ", &line); n != 1 || line < 1 {
				t.Fatalf("an error without a line: %v", err)
			}
			return
		}
		if table.Len() < 1 || table.Len() > MaxTable || !slices.IsSorted(table.values) {
			t.Fatalf("%d values", table.Len())
		}
		again, err := ParseTable("", []byte(strings.Trim(fmt.Sprint(table.values), "[]")))
		if err != nil || !slices.Equal(again.values, table.values) {
			t.Fatalf("%v is read as %v, %v", table.values, again, err)
		}
		l := TableLaw(table, time.Second, time.Minute)
		s := Seed(1, NameOf("fuzz"), 0)
		for range 4 {
			if d := l.Draw(&s); d < l.At(-40) || d > l.At(40) {
				t.Fatalf("drew %v beyond the ends of the table", d)
			}
		}
	})
}
