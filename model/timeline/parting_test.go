package timeline

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// readBack gives a timeline as a file of it is read, with the wire or without.
func readBack(t *testing.T, tl *Timeline, wire bool) *Timeline {
	t.Helper()
	var file bytes.Buffer
	if err := tl.WriteJSONL(&file, wire); err != nil {
		t.Fatal(err)
	}
	back, err := ReadJSONL(&file)
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// renumber gives every record from n on another number, as a message that is not stored would.
func renumber(tl *Timeline, n uint32) {
	for i := range tl.Records {
		r := &tl.Records[i]
		if r.Cause >= n {
			r.Cause++
		}
		if r.N >= n {
			r.N++
		}
	}
	tl.Total++
}

func TestCompareFindsWhereTimelinesPart(t *testing.T) {
	for _, tt := range []struct {
		what    string
		change  func(*Timeline)
		same    int
		a, b    uint32 // numbers of the first that differ
		renamed uint32 // number in b of the first with another number or cause
	}{
		{"nothing", func(*Timeline) {}, 83, 0, 0, 0},
		{"a time", func(tl *Timeline) { tl.Records[24].At++ }, 24, 25, 25, 0},
		{"a user", func(tl *Timeline) { tl.Records[25].User = bob }, 25, 26, 26, 0},
		{"a cause", func(tl *Timeline) { tl.Records[3].Cause = 1 }, 83, 0, 0, 4},
		{"a message that was not stored", func(tl *Timeline) { renumber(tl, 30) }, 64, 0, 0, 31},
		{"an end", func(tl *Timeline) { tl.Records = tl.Records[:53]; tl.Total = 53 }, 53, 54, 0, 0},
		{"a mark", func(tl *Timeline) { tl.Marks = nil }, 83, 0, 0, 0},
		{"ids", func(tl *Timeline) { *tl = *readBack(t, tl, true) }, 83, 0, 0, 0},
	} {
		a, b := handmade(), handmade()
		tt.change(b)
		p := Compare(a, b)
		if p.Same != tt.same || numberOf(p.A) != tt.a || numberOf(p.B) != tt.b ||
			numberOf(p.Renumbered[1]) != tt.renamed || p.Parted() != (tt.a+tt.b > 0) {
			t.Errorf("%s: got %d the same, then #%d or #%d, first renumbered #%d, want %d, #%d, #%d, #%d",
				tt.what, p.Same, numberOf(p.A), numberOf(p.B), numberOf(p.Renumbered[1]), tt.same, tt.a,
				tt.b, tt.renamed)
		}
		if back := Compare(b, a); back.Same != p.Same || numberOf(back.A) != tt.b {
			t.Errorf("%s, the other way round: got %d the same, then #%d", tt.what, back.Same,
				numberOf(back.A))
		}
	}
}

func numberOf(r *Record) uint32 {
	if r == nil {
		return 0
	}
	return r.N
}

// Messages count only if both have them.
func TestCompareWithoutMessages(t *testing.T) {
	whole := handmade()
	less := readBack(t, whole, false)
	if !whole.Whole() || less.Whole() {
		t.Fatalf("got whole %t and %t, want true and false", whole.Whole(), less.Whole())
	}
	want := len(less.Records)
	for _, p := range []Parting{Compare(whole, less), Compare(less, whole), Compare(less, less)} {
		if p.Same != want || p.Parted() || p.Renumbered[0] != nil {
			t.Errorf("got %d the same, parted %t, want %d and no", p.Same, p.Parted(), want)
		}
	}
}

func TestShifts(t *testing.T) {
	a, b := handmade(), handmade()
	b.Records[25].At += 5
	a.Marks = append(a.Marks[:1:1], a.Marks[2:]...) // without T1
	b.Marks = b.Marks[:len(b.Marks)-1]              // without heal
	var got []string
	for _, s := range Shifts(a, b) {
		word := s.Name
		switch {
		case s.A == nil:
			word += " only in b"
		case s.B == nil:
			word += " only in a"
		case s.A.At != s.B.At:
			word += " " + s.B.At.String()
		}
		got = append(got, word)
	}
	want := "T0, T2, cut, T3', T3, T4' 155.320000005s, heal only in a, T1 only in b"
	if text := strings.Join(got, ", "); text != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
}

// What is wrong with a file names its line, apart from the words.
func TestLineError(t *testing.T) {
	_, err := ReadJSONL(strings.NewReader("{\"kind\":\"end\"}\n"))
	var wrong *LineError
	if !errors.As(err, &wrong) || wrong.Line != 1 || errors.Unwrap(err) != wrong.Err {
		t.Fatalf("got %v, want an error in line 1", err)
	}
	if want := "line 1: " + wrong.Err.Error(); err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
}
